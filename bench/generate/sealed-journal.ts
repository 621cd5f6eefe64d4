import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { canonicalJson } from '#backend/kernel/journal/canonical.ts';
import { chainHash, genesis } from '#backend/kernel/journal/chain.ts';
import type { JournalFact, JournalTable } from '#backend/kernel/journal/journal.ts';

const columns = [
  'seq',
  'at',
  'monotonic',
  'boot',
  'actor',
  'role',
  'desk',
  'session',
  'source',
  'event',
  'subject',
  'data',
  'reason',
  'prev',
  'hash',
  'mac',
] as const satisfies readonly (keyof JournalTable)[];

/**
 * Appends to the journal as the application does, hash, seal and all, through
 * one prepared statement. The check at the end of the generator holds every
 * entry against the application's own chain.
 */
export class SealedJournal {
  readonly #insert;
  /** Prepared once: making a key object of the bytes for each entry costs seven times the seal. */
  readonly #key: KeyObject;
  #head: { seq: number; hash: string };

  constructor(sqlite: Sqlite, key: Uint8Array) {
    this.#key = createSecretKey(key);
    this.#head = sqlite
      .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1')
      .get() ?? { seq: 0, hash: genesis };
    this.#insert = sqlite.prepare(
      `INSERT INTO journal (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
  }

  /** @returns the sequence number. */
  append(at: string, monotonic: number, source: JournalTable['source'], fact: JournalFact): number {
    const seq = this.#head.seq + 1;
    const body = {
      seq,
      at,
      monotonic,
      boot: 'be0c4be0c4be',
      actor: 'operator:1',
      role: 'administrator',
      desk: 'desk-1',
      session: '5e55105e5510',
      source,
      event: fact.event,
      subject: fact.subject,
      data: canonicalJson(fact.data),
      reason: fact.reason ?? null,
    };
    const hash = chainHash(this.#head.hash, body);
    const row: JournalTable = { ...body, prev: this.#head.hash, hash, mac: this.#seal(hash) };
    this.#insert.run(columns.map((column) => row[column]));
    this.#head = { seq, hash };
    return seq;
  }

  #seal(hash: string): string {
    return createHmac('sha256', this.#key).update(Buffer.from(hash, 'hex')).digest('hex');
  }
}
