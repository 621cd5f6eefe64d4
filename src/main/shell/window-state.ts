import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState extends Partial<Bounds> {
  width: number;
  height: number;
  maximised: boolean;
}

export const minimum = { width: 1024, height: 700 } as const;

const initial: WindowState = { width: 1280, height: 800, maximised: false };

/** How much of a window, in pixels, must lie on a display so that it can be seen and taken hold of. */
const visiblePart = 120;

const isSize = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0;
const isPlace = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

/** Reads a kept state out of unknown data; what is not one is the initial state. */
export function windowStateOf(data: unknown): WindowState {
  if (typeof data !== 'object' || data === null) return initial;
  const { x, y, width, height, maximised } = data as Record<string, unknown>;
  if (!isSize(width) || !isSize(height)) return initial;
  const place = isPlace(x) && isPlace(y) ? { x, y } : {};
  return { ...place, width, height, maximised: maximised === true };
}

function overlap(from: number, length: number, otherFrom: number, otherLength: number): number {
  return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
}

/**
 * Fits a kept state to the displays there are now: not larger than the largest, not smaller than the minimum, and
 * without its place (the system then chooses one) when its title bar would not be reachable.
 * @param areas work areas of the displays, in device-independent pixels
 */
export function fitToDisplays(state: WindowState, areas: readonly Bounds[]): WindowState {
  const largest = { width: Math.max(...areas.map((a) => a.width)), height: Math.max(...areas.map((a) => a.height)) };
  const width = Math.max(minimum.width, Math.min(state.width, largest.width));
  const height = Math.max(minimum.height, Math.min(state.height, largest.height));
  const { x, y, maximised } = state;
  if (x === undefined || y === undefined) return { width, height, maximised };
  const reachable = areas.some(
    (area) =>
      overlap(x, width, area.x, area.width) >= visiblePart && y >= area.y && y <= area.y + area.height - visiblePart,
  );
  return reachable ? { x, y, width, height, maximised } : { width, height, maximised };
}

export function readWindowState(dataFolder: string): WindowState {
  try {
    return windowStateOf(JSON.parse(readFileSync(join(dataFolder, 'window.json'), 'utf8')));
  } catch {
    return initial;
  }
}

export function writeWindowState(dataFolder: string, state: WindowState): void {
  const file = join(dataFolder, 'window.json');
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // Where the window was is not worth a message.
  }
}
