import { chainHash, chainMac, genesis } from '#backend/kernel/journal/chain.ts';
import type { PackFaults } from './pack-fault.ts';

type Texts = readonly (string | null)[];

interface Entry {
  readonly row: number;
  readonly texts: Texts;
  data: string;
}

/**
 * Recomputes the chain from the rows of 90_Audit_log alone. With the journal key of the open database the MACs are
 * checked too. Feed it the headings, then every row, then ask for the last link.
 */
export class LogCheck {
  readonly #faults: PackFaults;
  readonly #key: Uint8Array | null;
  readonly #places: ReadonlyMap<string, number>;
  #open: Entry | null = null;
  #last: { seq: number; hash: string } | null = null;

  constructor(headings: Texts, key: Uint8Array | null, faults: PackFaults) {
    this.#places = new Map(headings.map((heading, at) => [heading ?? '', at]));
    this.#key = key;
    this.#faults = faults;
  }

  add(row: number, texts: Texts): void {
    if (this.#text(texts, 'Seq') === null && this.#open !== null) {
      this.#open.data += this.#text(texts, 'Data') ?? '';
      return;
    }
    this.#check();
    this.#open = { row, texts, data: this.#text(texts, 'Data') ?? '' };
  }

  /** The newest entry of the sheet; null when it has none. */
  end(): { seq: number; hash: string } | null {
    this.#check();
    return this.#last;
  }

  #text(texts: Texts, heading: string): string | null {
    return texts[this.#places.get(heading) ?? -1] ?? null;
  }

  #check(): void {
    if (this.#open === null) return;
    const { row, texts, data } = this.#open;
    this.#open = null;
    const where = `90_Audit_log: row ${row}`;
    const of = (heading: string): string => this.#text(texts, heading) ?? '';
    const seq = Number(of('Seq'));
    const [prev, hash] = [of('Prev hash'), of('Hash')];
    const body = {
      seq,
      at: of('At (UTC)'),
      monotonic: Number(of('Monotonic ms')),
      boot: of('Boot'),
      actor: of('Actor'),
      role: of('Role'),
      desk: of('Desk'),
      session: of('Session'),
      source: of('Source'),
      event: of('Action'),
      subject: of('Object'),
      data,
      reason: of('Reason given') === 'true' ? of('Reason') : null,
    };
    const before = this.#last ?? (seq === 1 ? { seq: 0, hash: genesis } : null);
    if (before !== null && seq !== before.seq + 1) this.#faults.add('LOG_GAP', where);
    if (before !== null && prev !== before.hash) this.#faults.add('LOG_LINK_BROKEN', where);
    if (chainHash(prev, body) !== hash) this.#faults.add('LOG_ENTRY_ALTERED', where);
    // What is no hash has no MAC either, and can't be given one.
    const mac = isHash(hash) && this.#key !== null ? chainMac(this.#key, hash) : null;
    if (this.#key !== null && mac !== of('MAC')) this.#faults.add('LOG_MAC_WRONG', where);
    this.#last = { seq, hash };
  }
}

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/u.test(text);
