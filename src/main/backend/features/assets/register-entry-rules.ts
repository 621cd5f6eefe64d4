import type { NewUnit } from '#shared/features/assets/entry-contract.ts';

/** One cell that can't be entered. */
export interface UnitProblem {
  row: number;
  column: 'tag' | 'serial';
  code: 'TAG_TAKEN' | 'TAG_RELEASED' | 'SERIAL_TAKEN' | 'ALREADY_ENTERED';
  value: string;
  /** Tag of who has it. */
  tag: string;
  assetId: number | null;
}

/** What is known of tags and serials; keys in lower case. */
export interface KnownUnits {
  entered: readonly { tag: string; serial: string | null }[];
  takenTags: ReadonlyMap<string, number>;
  releasedTags: ReadonlySet<string>;
  serialOwners: ReadonlyMap<string, { id: number; tag: string }>;
}

/** Says which units can't be entered, and why: in the register already, in this entry already, twice among themselves. */
export function classifyUnits(units: readonly NewUnit[], known: KnownUnits): UnitProblem[] {
  const tags = new Map(known.entered.map(({ tag }) => [tag.toLowerCase(), tag]));
  const serials = new Map(known.entered.map(({ tag, serial }) => [(serial ?? '').toLowerCase(), tag]));
  serials.delete('');
  const problems: UnitProblem[] = [];
  for (const [row, { tag, serial }] of units.entries()) {
    const place = tag ?? `#${row + 1}`;
    const told = (problem: Omit<UnitProblem, 'row'>): void => void problems.push({ row, ...problem });
    if (tag !== null) {
      const key = tag.toLowerCase();
      const owner = known.takenTags.get(key);
      const cell = { column: 'tag', value: tag, tag, assetId: null } as const;
      if (owner !== undefined) told({ ...cell, code: 'TAG_TAKEN', assetId: owner });
      else if (known.releasedTags.has(key)) told({ ...cell, code: 'TAG_RELEASED' });
      else if (tags.has(key)) told({ ...cell, code: 'ALREADY_ENTERED' });
      tags.set(key, tag);
    }
    if (serial !== null) {
      const key = serial.toLowerCase();
      const owner = known.serialOwners.get(key);
      const entered = serials.get(key);
      const cell = { column: 'serial', value: serial } as const;
      if (owner !== undefined) told({ ...cell, code: 'SERIAL_TAKEN', tag: owner.tag, assetId: owner.id });
      else if (entered !== undefined) told({ ...cell, code: 'ALREADY_ENTERED', tag: entered, assetId: null });
      serials.set(key, entered ?? place);
    }
  }
  return problems;
}
