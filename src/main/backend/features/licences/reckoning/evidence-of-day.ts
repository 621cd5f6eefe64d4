import type { Finding, PositionRow } from '#shared/features/licences/position.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { findings } from './compliance.ts';
import { reckon, rowsOf } from './positions.ts';

/** The licence position of a day with the arithmetic of each row, and what does not fit together. */
export interface LicenceEvidence {
  readonly asOf: Day;
  readonly positions: readonly (PositionRow & { readonly arithmetic: string })[];
  readonly findings: readonly Finding[];
}

/** @param unusedDays after which a seat or an installation counts as unused */
export async function licenceEvidence(db: Db, asOf: Day, unusedDays = 90): Promise<LicenceEvidence> {
  const { estate, positions } = await reckon(db, asOf, unusedDays);
  const arithmeticOf = new Map(
    positions.map(({ productId, metric, lines }) => [
      `${productId} ${metric}`,
      lines.map(({ code, units, count }) => `${code} ${count}: ${units > 0 ? '+' : ''}${units}`).join('; '),
    ]),
  );
  const rows = rowsOf(estate, positions).map((row) => ({
    ...row,
    arithmetic: arithmeticOf.get(`${row.product.id} ${row.metric}`) ?? '',
  }));
  return { asOf, positions: rows, findings: (await findings(db, asOf, unusedDays)).list };
}
