const FIRST_SLOTS = 1 << 12;

/**
 * Keys and the row in which each stood first, in twelve bytes a slot: a million rows are looked through for duplicates
 * without holding a million texts. Only two hashes of 32 bits are kept of a key, so among a million different keys two
 * are taken for one in three of a hundred million files.
 */
export class KeyTable {
  #one = new Uint32Array(FIRST_SLOTS);
  #two = new Uint32Array(FIRST_SLOTS);
  /** Number of the row; 0 for a free slot. */
  #rows = new Uint32Array(FIRST_SLOTS);
  #used = 0;

  /** @returns the row that had the key first; 0 when this one is the first. @param row from 1 */
  note(key: string, row: number): number {
    if (this.#used * 2 > this.#rows.length) this.#grow();
    const [one, two] = hashesOf(key);
    const slot = this.#slotOf(one, two);
    const first = this.#rows[slot] ?? 0;
    if (first > 0) return first;
    this.#put(slot, one, two, row);
    return 0;
  }

  #slotOf(one: number, two: number): number {
    const mask = this.#rows.length - 1;
    let slot = one & mask;
    while (this.#rows[slot] !== 0 && (this.#one[slot] !== one || this.#two[slot] !== two)) slot = (slot + 1) & mask;
    return slot;
  }

  #put(slot: number, one: number, two: number, row: number): void {
    this.#one[slot] = one;
    this.#two[slot] = two;
    this.#rows[slot] = row;
    this.#used += 1;
  }

  #grow(): void {
    const [ones, twos, rows] = [this.#one, this.#two, this.#rows];
    const slots = rows.length * 2;
    this.#one = new Uint32Array(slots);
    this.#two = new Uint32Array(slots);
    this.#rows = new Uint32Array(slots);
    this.#used = 0;
    for (const [at, row] of rows.entries()) {
      const [one = 0, two = 0] = [ones[at], twos[at]];
      if (row > 0) this.#put(this.#slotOf(one, two), one, two, row);
    }
  }
}

/** Two independent 32-bit hashes of a text (cyrb53 by bryc, public domain, with both halves kept). */
function hashesOf(text: string): [number, number] {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2_654_435_761);
    two = Math.imul(two ^ code, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return [one >>> 0, two >>> 0];
}
