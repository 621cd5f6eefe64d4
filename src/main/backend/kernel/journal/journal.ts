import { insertRows } from '#backend/kernel/db/insert-rows.ts';
import { statementOf } from '#backend/kernel/db/statements.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { canonicalJson } from './canonical.ts';
import type { Json } from './canonical.ts';
import { chainHash, chainMac, genesis } from './chain.ts';
import type { ChainLink } from './chain.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    journal: JournalTable;
  }
}

export interface JournalTable {
  seq: number;
  at: string;
  /** Milliseconds of a clock that never goes back, since the start that `boot` names. */
  monotonic: number;
  boot: string;
  actor: string;
  role: string;
  desk: string;
  session: string;
  source: JournalSource;
  event: string;
  subject: string;
  /** Canonical JSON: before and after, or the facts of the event. */
  data: string;
  reason: string | null;
  prev: string;
  hash: string;
  mac: string;
}

export const journalSources = ['window', 'cli', 'import', 'device', 'sample', 'system'] as const;
export type JournalSource = (typeof journalSources)[number];

/** Who does it, where from: the same for all entries of a command. */
export interface JournalOrigin {
  at: string;
  monotonic: number;
  boot: string;
  actor: string;
  role: string;
  desk: string;
  session: string;
  source: JournalSource;
}

export interface JournalFact {
  /** `slice.pastTense`, e.g. `custody.checkedOut`. */
  event: string;
  /** What it happened to, e.g. `asset:17`. */
  subject: string;
  data: { readonly [key: string]: Json | undefined };
  reason?: string | null;
}

/**
 * Appends to the journal within a transaction. The head is read once and
 * carried on, so that a batch of thousands costs no further reads.
 */
export class JournalAppender {
  readonly #sqlite: Sqlite;
  readonly #key: Uint8Array;
  readonly #origin: JournalOrigin;
  #head: { seq: number; hash: string } | null = null;
  #count = 0;

  constructor(sqlite: Sqlite, key: Uint8Array, origin: JournalOrigin) {
    this.#sqlite = sqlite;
    this.#key = key;
    this.#origin = origin;
  }

  /** Entries written so far in this transaction. */
  get count(): number {
    return this.#count;
  }

  /** @returns the sequence number of the entry. */
  append(fact: JournalFact): number {
    const [seq] = this.appendAll([fact]);
    if (seq === undefined) throw new Error('the journal answered without a sequence number');
    return seq;
  }

  /** @returns the sequence numbers, in the order of the facts. */
  appendAll(facts: readonly JournalFact[]): number[] {
    let head = this.#head ?? readHead(this.#sqlite);
    const rows: JournalTable[] = [];
    for (const fact of facts) {
      const row = this.#linked(head, fact);
      head = { seq: row.seq, hash: row.hash };
      rows.push(row);
    }
    insertRows(this.#sqlite, 'journal', rows);
    this.#head = head;
    this.#count += rows.length;
    return rows.map((row) => row.seq);
  }

  #linked(head: { seq: number; hash: string }, fact: JournalFact): JournalTable {
    const body = bodyOf({
      seq: head.seq + 1,
      ...this.#origin,
      event: fact.event,
      subject: fact.subject,
      data: canonicalJson(fact.data),
      reason: fact.reason ?? null,
    });
    const hash = chainHash(head.hash, body);
    return { ...body, prev: head.hash, hash, mac: chainMac(this.#key, hash) };
  }
}

function readHead(sqlite: Sqlite): { seq: number; hash: string } {
  const last = statementOf(sqlite, 'SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1');
  return (last.get() as { seq: number; hash: string } | undefined) ?? { seq: 0, hash: genesis };
}

/** All links in order, read one by one: a million entries need no memory. */
export function* readChain(
  sqlite: Sqlite,
  fromSeq = 1,
  toSeq = Number.MAX_SAFE_INTEGER,
): Generator<ChainLink & { row: JournalTable }> {
  const rows = sqlite
    .prepare<[number, number], JournalTable>('SELECT * FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq')
    .iterate(fromSeq, toSeq);
  for (const row of rows) yield { body: bodyOf(row), prev: row.prev, hash: row.hash, mac: row.mac, row };
}

/** What the hash covers, with its keys in the order of canonical JSON, which then need no sorting. */
function bodyOf(row: Omit<JournalTable, 'prev' | 'hash' | 'mac'>) {
  const { actor, at, boot, data, desk, event, monotonic, reason, role, seq, session, source, subject } = row;
  return { actor, at, boot, data, desk, event, monotonic, reason, role, seq, session, source, subject };
}
