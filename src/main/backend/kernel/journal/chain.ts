import { createHmac, createSecretKey, hash, hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import type { Json } from './canonical.ts';

/** The hash before the first entry: 32 zero bytes. */
export const genesis = '0'.repeat(64);

/**
 * SHA-256 over the bytes of the previous hash and the canonical JSON of the
 * entry's body. An edit, a deletion in the middle, a swap or an insertion breaks it.
 */
export function chainHash(previous: string, body: Json): string {
  const text = canonicalJson(body);
  const most = previous.length + text.length * mostBytesOfUnit;
  if (most > hashed.length) hashed = Buffer.allocUnsafeSlow(most * 2);
  const start = hashed.write(previous, 'hex');
  const end = start + hashed.write(text, start, 'utf8');
  return hash('sha256', hashed.subarray(0, end), 'hex');
}

/** UTF-8 needs at most three bytes for a UTF-16 unit. */
const mostBytesOfUnit = 3;
/** What is hashed is put together here: a million entries need no million buffers. */
let hashed = Buffer.allocUnsafeSlow(16_384);

/** HMAC-SHA-256 over the bytes of the hash: whoever has only the file can't rewrite the chain. */
export function chainMac(key: Uint8Array, hash: string): string {
  return createHmac('sha256', keyObjectOf(key)).update(hash, 'hex').digest('hex');
}

/** Making a key object costs more than the HMAC itself, so each key gets one. */
const keyObjects = new WeakMap<Uint8Array, KeyObject>();

function keyObjectOf(key: Uint8Array): KeyObject {
  const known = keyObjects.get(key) ?? createSecretKey(key);
  keyObjects.set(key, known);
  return known;
}

/** The journal's own key, derived from the data key (HKDF, RFC 5869); the database does not hold it. */
export function journalKeyOf(dataKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(0), 'quartermaster journal', 32));
}

export interface ChainLink {
  body: { readonly [key: string]: Json | undefined };
  prev: string;
  hash: string;
  mac: string | null;
}

export type ChainFault = {
  at: number;
  kind: 'GAP' | 'BROKEN_LINK' | 'ALTERED' | 'WRONG_MAC' | 'TRUNCATED' | 'CLOCK_WENT_BACK';
};

export interface ChainReport {
  count: number;
  first: number | null;
  last: number | null;
  head: string;
  faults: ChainFault[];
}

/** How many faults are listed of those that accuse and of those that don't; a wrecked chain would otherwise list every entry. */
const listedFaults = 100;

/**
 * Checks entries in the order of their sequence. Feed every link to `check`,
 * then ask for the report. The key is optional: without it the chain alone is checked.
 * An anchor is a (sequence, hash) kept outside, e.g. printed in an audit pack;
 * only an anchor tells that the end was cut off or that everything was rewritten.
 */
export class ChainCheck {
  readonly #key: Uint8Array | null;
  readonly #anchors: Map<number, string>;
  readonly #report: ChainReport = { count: 0, first: null, last: null, head: genesis, faults: [] };
  #lastAt = '';

  constructor(key: Uint8Array | null, anchors: readonly { seq: number; hash: string }[] = []) {
    this.#key = key;
    this.#anchors = new Map(anchors.map((anchor) => [anchor.seq, anchor.hash]));
  }

  check(link: ChainLink): void {
    const report = this.#report;
    const seq = Number(link.body['seq']);
    const at = typeof link.body['at'] === 'string' ? link.body['at'] : '';
    if (seq !== (report.last ?? 0) + 1) this.#fault(seq, 'GAP');
    if (link.prev !== report.head) this.#fault(seq, 'BROKEN_LINK');
    if (chainHash(link.prev, link.body) !== link.hash) this.#fault(seq, 'ALTERED');
    if (this.#key && (link.mac === null || chainMac(this.#key, link.hash) !== link.mac)) this.#fault(seq, 'WRONG_MAC');
    if (at < this.#lastAt) this.#fault(seq, 'CLOCK_WENT_BACK');
    const anchor = this.#anchors.get(seq);
    if (anchor !== undefined && anchor !== link.hash) this.#fault(seq, 'BROKEN_LINK');
    this.#anchors.delete(seq);
    report.count += 1;
    report.first ??= seq;
    report.last = seq;
    report.head = link.hash;
    this.#lastAt = at;
  }

  report(): ChainReport {
    for (const seq of this.#anchors.keys()) this.#fault(seq, 'TRUNCATED');
    this.#anchors.clear();
    return this.#report;
  }

  #fault(at: number, kind: ChainFault['kind']): void {
    const fault: ChainFault = { at, kind };
    // A clock that was set back often must not crowd out what accuses somebody.
    const listed = this.#report.faults.filter((one) => accuses(one) === accuses(fault)).length;
    if (listed < listedFaults) this.#report.faults.push(fault);
  }
}

/** Faults that say the history was touched; a clock that went back is told but accuses nobody. */
export function accuses(fault: ChainFault): boolean {
  return fault.kind !== 'CLOCK_WENT_BACK';
}
