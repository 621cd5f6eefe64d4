/** A code that one picture seemed to hold. */
export interface CameraCode {
  readonly text: string;
  /** AIM symbology identifier without the bracket; null when there is none. */
  readonly symbology: string | null;
}

/** What was read lately, by text: how often in a row, when last, and when it was taken for a scan. */
export type CameraReads = ReadonlyMap<
  string,
  { readonly times: number; readonly at: number; readonly takenAt: number }
>;

export const noReads: CameraReads = new Map();

/** A picture may be misread; two that say the same are believed. */
const believed = 2;
/** Reads so far apart belong to different looks at a code. Milliseconds. */
const sameLook = 1000;
/** A code that stays in the picture is one scan; seen anew after this time it is another one. Milliseconds. */
const holdOff = 1500;

/** Takes what one picture holds. @returns the codes that count as scanned now */
export function nextReads(
  before: CameraReads,
  codes: readonly CameraCode[],
  now: number,
): { reads: CameraReads; scans: CameraCode[] } {
  const reads = new Map([...before].filter(([, { at }]) => now - at < holdOff));
  const scans: CameraCode[] = [];
  for (const code of codes) {
    const last = reads.get(code.text);
    const times = last !== undefined && now - last.at <= sameLook ? last.times + 1 : 1;
    const held = last !== undefined && last.takenAt > Number.NEGATIVE_INFINITY;
    const isScan = times >= believed && !held;
    reads.set(code.text, { times, at: now, takenAt: isScan ? now : (last?.takenAt ?? Number.NEGATIVE_INFINITY) });
    if (isScan) scans.push(code);
  }
  return { reads, scans };
}
