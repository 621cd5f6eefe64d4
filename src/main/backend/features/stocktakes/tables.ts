import type { Generated } from 'kysely';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import type {
  Lane,
  LineResult,
  SamplingMethod,
  SightingWay,
  StocktakeState,
  VarianceCause,
  VarianceDecision,
  VarianceOutcome,
} from '#shared/features/stocktakes/model.ts';

declare module '#backend/kernel/db/schema.ts' {
  interface Schema {
    stocktake: StocktakeTable;
    stocktake_session: StocktakeSessionTable;
    stocktake_line: StocktakeLineTable;
    stocktake_sighting: StocktakeSightingTable;
    stocktake_order: StocktakeOrderTable;
    stocktake_alias: StocktakeAliasTable;
  }
}

export interface StocktakeTable {
  id: Generated<number>;
  number: number;
  name: string;
  state: StocktakeState;
  /** JSON of the scope as it was planned. */
  scope: string;
  method: SamplingMethod;
  sample_size: number | null;
  seed: string | null;
  population: number | null;
  blind: 0 | 1;
  /** The policy of the day on which it began. */
  second_person: Generated<0 | 1>;
  planned_at: string;
  planned_by: number;
  started_at: string | null;
  counted_at: string | null;
  closed_at: string | null;
  closed_by: number | null;
  /** `file`: another workstation's stocktake that is only counted here. */
  origin: Generated<'here' | 'file'>;
  note: string | null;
}

/** One operator at one workstation; which place he counts survives a restart. */
export interface StocktakeSessionTable {
  id: Generated<number>;
  stocktake_id: number;
  /** The same in every workstation's database, so that joining a file twice changes nothing. */
  key: string;
  /** Null when the operator of a joined file is not known here. */
  operator_id: number | null;
  operator_name: string;
  desk: string;
  origin: 'here' | 'file';
  lane: Generated<Lane>;
  place_id: number | null;
  started_at: string;
}

/** An asset that is expected or was seen, or a code that nobody knows; what was expected is frozen. */
export interface StocktakeLineTable {
  id: Generated<number>;
  stocktake_id: number;
  asset_id: number | null;
  code: string | null;
  expected: 0 | 1;
  /** Place in the population, from 1: what a draw is repeated on. */
  position: number | null;
  expected_place_id: number | null;
  expected_place: string | null;
  custodian: string | null;
  status_then: AssetStatus | null;
  cost_minor: number | null;
  cost_currency: string | null;
  carried_over: 0 | 1;
  result: LineResult;
  seen_place_id: number | null;
  seen_at: string | null;
  witnesses: Generated<number>;
  cause: VarianceCause | null;
  decision: VarianceDecision | null;
  note: string | null;
  decided_by: number | null;
  decided_at: string | null;
  approved_by: number | null;
  approved_at: string | null;
  /** Who agreed in a team too small for an independent second person, with what is done instead. */
  excused_by: number | null;
  compensating_control: string | null;
  outcome: VarianceOutcome | null;
  journal_seq: number | null;
  /** What the other workstation calls the asset, which the register here does not know. */
  label: string | null;
}

/** A list that was given out to be counted elsewhere, or taken in to be counted here. */
export interface StocktakeOrderTable {
  id: Generated<number>;
  stocktake_id: number;
  direction: 'given' | 'taken';
  /** The same at both workstations. */
  key: string;
  /** Secret of both workstations that a result is sealed with, hexadecimal. */
  ticket: string;
  plan_sha256: string;
  given_at: string;
  operator_id: number;
  returned_at: string | null;
  result_sha256: string | null;
}

/** Serial numbers and EPCs by which a line of another workstation's list is found. */
export interface StocktakeAliasTable {
  stocktake_id: number;
  code: string;
  line_id: number;
}

/** Append-only: what somebody saw, where, how and when. */
export interface StocktakeSightingTable {
  id: Generated<number>;
  session_id: number;
  number: number;
  line_id: number;
  asset_id: number | null;
  code: string;
  place_id: number;
  how: SightingWay;
  at: string;
}
