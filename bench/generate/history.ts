import { assetStatuses } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { formatTag, initialTagScheme } from '#shared/features/assets/tag-scheme.ts';
import type { Movement } from '#shared/features/assets/model.ts';
import { addDays } from '#shared/primitives/days.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { assetFacts, assetValues, insertAssetSql } from './assets.ts';
import { initialState, statusAt } from './history-state.ts';
import type { State } from './history-state.ts';
import { Random } from './random.ts';
import type { Registers } from './registers.ts';
import type { SealedJournal } from './sealed-journal.ts';

/** Movements of every asset, the registration included. */
export const movementsEach = 10;

const begins = Date.parse('2021-11-25T06:00:00.000Z');
const ends = Date.parse('2026-11-20T18:00:00.000Z');

/**
 * Writes what happened to the assets over five years, in the order of time:
 * journal entry and movement of each step, every custody, and in the end the
 * assets as their history left them. Each asset has its turn once a round, so
 * the journal mixes assets as a desk does.
 */
export class History {
  readonly #sqlite: Sqlite;
  readonly #journal: SealedJournal;
  readonly #registers: Registers;
  readonly #assets: number;
  readonly #seed: number;
  readonly #random: Random;
  readonly #state: State;
  readonly #movement;
  readonly #custody;
  #step = 0;
  #custodies = 0;

  constructor(sqlite: Sqlite, journal: SealedJournal, registers: Registers, assets: number, seed: number) {
    this.#sqlite = sqlite;
    this.#journal = journal;
    this.#registers = registers;
    this.#assets = assets;
    this.#seed = seed;
    this.#random = new Random(seed ^ 0x415);
    this.#state = initialState(assets, this.#random);
    this.#movement = sqlite.prepare(
      `INSERT INTO movement (asset_id, at, kind, from_text, to_text, reason, operator_id, how, journal_seq)
       VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)`,
    );
    this.#custody = sqlite.prepare(
      `INSERT INTO custody (id, asset_id, custodian_kind, person_id, started_at, due_on, condition_out, handed_over_by,
         from_place_id, from_status, ended_at, condition_in, taken_back_by) VALUES (?, ?, 'person', ?, ?, ?, 'good', 1, ?, 'in_stock', ?, ?, ?)`,
    );
  }

  write(progress: (round: number) => void): void {
    for (let round = 0; round < movementsEach; round += 1) {
      const inOne = 50_000;
      for (let start = 0; start < this.#assets; start += inOne) {
        this.#sqlite.transaction(() => {
          for (let turn = start; turn < Math.min(start + inOne, this.#assets); turn += 1) this.#take(round, turn);
        })();
      }
      progress(round + 1);
    }
    this.#sqlite.transaction(() => {
      this.#finish();
    })();
  }

  #take(round: number, turn: number): void {
    const ms = begins + Math.floor(((ends - begins) * this.#step) / (this.#assets * movementsEach));
    this.#step += 1;
    // 61,803 shares no factor with a power of ten: every asset has its turn, in another order than its number.
    if (round === 0) this.#register(turn + 1, ms);
    else this.#move(1 + ((turn * 61_803 + round * 7919) % this.#assets), round, ms);
  }

  #register(id: number, ms: number): void {
    const { id: _id, condition, costMinor, costCurrency, ...rest } = assetFacts(id, this.#registers, this.#seed);
    const placeId = this.#random.pick(this.#registers.stores);
    this.#state.place[id] = placeId;
    this.#state.status[id] = assetStatuses.indexOf('in_stock');
    const cost = `${costMinor} ${costCurrency}`;
    const seq = this.#journal.append(new Date(ms).toISOString(), this.#step, 'import', {
      event: 'assets.registered',
      subject: `asset:${id}`,
      data: { after: { ...rest, condition, cost, placeId, status: 'in_stock' } },
    });
    this.#recordMovement(id, ms, 'registered', null, this.#registers.placeNames[placeId] ?? null, 'import', seq);
  }

  #move(id: number, round: number, ms: number): void {
    const { status, target, holder } = this.#state;
    const held = (holder[id] ?? 0) > 0;
    const goal = statusAt(target, id);
    if (round < movementsEach - 3) return this.#anyStep(id, ms, held);
    if (goal === 'in_use' && held) return this.#moveTo(id, ms);
    if (round === movementsEach - 3) return held ? this.#checkIn(id, ms) : this.#moveTo(id, ms);
    if (round === movementsEach - 2 && goal === 'disposed') return this.#become(id, ms, 'retiring');
    if (round === movementsEach - 2 || goal === statusAt(status, id)) return this.#moveTo(id, ms);
    if (goal === 'in_use' || goal === 'on_loan') return this.#checkOut(id, ms, goal);
    return this.#become(id, ms, goal);
  }

  #anyStep(id: number, ms: number, held: boolean): void {
    if (this.#random.chance(0.25)) this.#moveTo(id, ms);
    else if (held) this.#checkIn(id, ms);
    else this.#checkOut(id, ms, this.#random.chance(0.1) ? 'on_loan' : 'in_use');
  }

  #checkOut(id: number, ms: number, status: 'in_use' | 'on_loan'): void {
    const { state, names } = { state: this.#state, names: this.#registers };
    const personId = 1 + this.#random.below(names.personNames.length - 1);
    const dueOn =
      status === 'on_loan' ? addDays(new Date(ms).toISOString().slice(0, 10), 14 + this.#random.below(200)) : null;
    this.#custodies += 1;
    state.holder[id] = personId;
    state.custody[id] = this.#custodies;
    state.since[id] = ms;
    state.due[id] = dueOn;
    state.fromPlace[id] = state.place[id] ?? 0;
    this.#change(id, ms, {
      kind: 'checked_out',
      event: 'custody.checkedOut',
      status,
      from: this.#placeName(id),
      to: names.personNames[personId] ?? null,
      facts: { custodian: `person:${personId}`, dueOn },
    });
  }

  #checkIn(id: number, ms: number): void {
    const state = this.#state;
    const holder = this.#registers.personNames[state.holder[id] ?? 0] ?? null;
    this.#writeCustody(id, ms);
    state.holder[id] = 0;
    const placeId = state.fromPlace[id] ?? 0;
    const to = this.#registers.placePaths[placeId] ?? null;
    this.#change(id, ms, {
      kind: 'checked_in',
      event: 'custody.checkedIn',
      status: 'in_stock',
      placeId,
      from: holder,
      to,
    });
  }

  #moveTo(id: number, ms: number): void {
    const placeId = this.#random.pick(this.#registers.rooms);
    const to = this.#registers.placePaths[placeId] ?? null;
    this.#change(id, ms, { kind: 'moved', event: 'custody.moved', placeId, from: this.#placeName(id), to });
  }

  #become(id: number, ms: number, status: AssetStatus): void {
    const from = statusAt(this.#state.status, id);
    this.#change(id, ms, { kind: 'status_changed', event: 'assets.statusChanged', status, from, to: status });
  }

  #change(
    id: number,
    ms: number,
    step: {
      kind: Movement['kind'];
      event: string;
      status?: AssetStatus;
      placeId?: number;
      from: string | null;
      to: string | null;
      facts?: Record<string, string | null>;
    },
  ): void {
    const state = this.#state;
    const before = { status: statusAt(state.status, id), placeId: state.place[id] ?? 0, condition: 'good' };
    if (step.status) state.status[id] = assetStatuses.indexOf(step.status);
    if (step.placeId !== undefined) state.place[id] = step.placeId;
    const tag = formatTag(initialTagScheme, id);
    const seq = this.#journal.append(new Date(ms).toISOString(), this.#step, 'window', {
      event: step.event,
      subject: `asset:${id}`,
      data: {
        tag,
        before,
        after: { status: step.status, placeId: step.placeId },
        from: step.from,
        to: step.to,
        ...step.facts,
      },
      reason: step.kind === 'status_changed' ? 'as agreed' : null,
    });
    this.#recordMovement(id, ms, step.kind, step.from, step.to, 'scan', seq);
  }

  #recordMovement(
    id: number,
    ms: number,
    kind: Movement['kind'],
    from: string | null,
    to: string | null,
    how: Movement['how'],
    seq: number,
  ): void {
    this.#state.seenAt[id] = ms;
    this.#movement.run(
      id,
      new Date(ms).toISOString(),
      kind,
      from,
      to,
      kind === 'status_changed' ? 'as agreed' : null,
      how,
      seq,
    );
  }

  #writeCustody(id: number, endedMs: number | null): void {
    const state = this.#state;
    const ended = endedMs === null ? null : new Date(endedMs).toISOString();
    const values = [
      state.custody[id],
      id,
      state.holder[id],
      new Date(state.since[id] ?? 0).toISOString(),
      state.due[id],
    ];
    this.#custody.run(...values, state.fromPlace[id], ended, ended && 'good', ended && 1);
  }

  #placeName(id: number): string | null {
    return this.#registers.placeNames[this.#state.place[id] ?? 0] ?? null;
  }

  #finish(): void {
    // What left did so step by step; only its row comes at once, which the application refuses for what holds data.
    const refusal = this.#sqlite
      .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'asset_comes_in_before_it_leaves'")
      .pluck()
      .get();
    if (refusal === undefined) throw new Error('the trigger has another name now');
    this.#sqlite.exec('DROP TRIGGER asset_comes_in_before_it_leaves');
    const insert = this.#sqlite.prepare(insertAssetSql);
    const registeredAt = (id: number) =>
      new Date(begins + Math.floor(((ends - begins) * (id - 1)) / (this.#assets * movementsEach))).toISOString();
    for (let id = 1; id <= this.#assets; id += 1) {
      const facts = assetFacts(id, this.#registers, this.#seed);
      const seen = new Date(this.#state.seenAt[id] ?? 0).toISOString();
      insert.run(
        assetValues(
          facts,
          { status: statusAt(this.#state.status, id), place: this.#state.place[id], version: movementsEach },
          seen,
          registeredAt(id),
        ),
      );
      if ((this.#state.holder[id] ?? 0) > 0) this.#writeCustody(id, null);
    }
    this.#sqlite.exec(refusal);
    this.#sqlite.exec(
      'INSERT INTO asset_count (status, category_id, count) SELECT status, category_id, count(*) FROM asset GROUP BY 1, 2',
    );
    this.#sqlite.prepare("INSERT INTO number_sequence (name, next) VALUES ('asset.tag', ?)").run(this.#assets + 1);
  }
}
