import { driverFor } from '#backend/features/devices/drivers/index.ts';
import type { DriverOptions } from '#backend/features/devices/drivers/index.ts';
import type { Fix } from '#backend/features/devices/framing/nmea.ts';

/** Everything that a driver told of its device. */
export interface Heard {
  readonly scans: string[];
  readonly tags: string[];
  readonly fixes: Fix[];
  readonly bad: string[];
  readonly lost: string[];
  readonly written: string[];
}

/** Feeds a fresh driver with bytes in these pieces, then with silence. */
export function hear(options: DriverOptions, pieces: readonly Uint8Array[], { silent = true } = {}): Heard {
  const heard: Heard = { scans: [], tags: [], fixes: [], bad: [], lost: [], written: [] };
  const driver = driverFor(options, {
    ready: () => undefined,
    scan: (code) => heard.scans.push(code),
    tag: (code) => heard.tags.push(code),
    fix: (fix) => heard.fixes.push(fix),
    bad: (fault) => heard.bad.push(fault),
    lost: (state) => heard.lost.push(state),
    write: (bytes) => heard.written.push(Buffer.from(bytes).toString('hex')),
  });
  for (const piece of pieces) driver.take(piece);
  if (silent && driver.silentAfter > 0) driver.silent();
  driver.close();
  return heard;
}
