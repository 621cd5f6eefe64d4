/** One tag or card in front of a reader, however often it was read. */
export interface Presence {
  readonly code: string;
  readonly count: number;
  /** The latest strength that the reader told; its unit is the reader's. */
  readonly rssi: number | null;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** After so long without a read a tag has left, and its next read is news again. Milliseconds. */
export const awayAfter = 3000;

/**
 * Folds hundreds of reads a second into presences, before anything crosses to a window. Times are milliseconds of a
 * clock that does not go back.
 */
export class TagFolder {
  readonly #present = new Map<string, Presence>();
  readonly #changed = new Set<string>();
  /** Every read that was folded in. */
  reads = 0;

  /** @returns whether the tag has just come. */
  take(code: string, rssi: number | null, at: number, seen = 1): boolean {
    this.reads += seen;
    const before = this.#present.get(code);
    const isNew = before === undefined || at - before.lastAt > awayAfter;
    this.#present.set(code, {
      code,
      count: (before?.count ?? 0) + seen,
      rssi: rssi ?? before?.rssi ?? null,
      firstAt: before?.firstAt ?? at,
      lastAt: at,
    });
    this.#changed.add(code);
    return isNew;
  }

  get size(): number {
    return this.#present.size;
  }

  /** Forgets what has left long ago: before a reader that never stops all tags of a house pass in a year. */
  forgetAway(at: number): void {
    for (const [code, { lastAt }] of this.#present) {
      if (at - lastAt <= awayAfter) continue;
      this.#present.delete(code);
      this.#changed.delete(code);
    }
  }

  /** What changed since it was asked last. */
  takeChanges(): Presence[] {
    const changes = [...this.#changed].flatMap((code) => this.#present.get(code) ?? []);
    this.#changed.clear();
    return changes;
  }
}
