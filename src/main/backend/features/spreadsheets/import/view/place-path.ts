import { isPath, pathMark } from '#shared/features/spreadsheets/place-path.ts';
import { placeKinds } from '#shared/features/places/contract.ts';
import type { PlaceKind } from '#shared/features/places/contract.ts';
import { nameKey } from '../known-names.ts';

/** Names from the widest place down. Marks that no name contains are tried first, since a slash may be part of one. */
export function segmentsOf(path: string): string[] {
  const mark = isPath(path) ? pathMark : /\//;
  return path
    .split(mark)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '');
}

/** The places that a cell of another register names: a slash is part of the name of a room there more often than not. */
export function pathOf(name: string): string[] {
  return isPath(name) ? segmentsOf(name) : [name.trim()];
}

/** The form in which paths are compared. */
export function pathKey(segments: readonly string[]): string {
  return segments.map(nameKey).join(' › ');
}

/** What a place is that nobody says it of: a room where that fits, else whatever is next narrower; null below a bin. */
export function usualKind(parent: PlaceKind | null, hasInside: boolean): PlaceKind | null {
  if (parent === null) return hasInside ? 'site' : 'room';
  const next = placeKinds[placeKinds.indexOf(parent) + 1] ?? null;
  if (next === null || hasInside) return next;
  return placeKinds.indexOf(parent) < placeKinds.indexOf('room') ? 'room' : next;
}
