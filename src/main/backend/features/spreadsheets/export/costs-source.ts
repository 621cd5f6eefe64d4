import { pivotsOf } from '#shared/features/costs/arithmetic.ts';
import type { AxisItem, CostDimension } from '#shared/features/costs/model.ts';
import { readSpending } from '#backend/features/costs/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import type { CellValue, Column } from '../write/column.ts';
import type { ListSource, RequestOf, SourceContext } from './list-source.ts';

/** The table of spending as it is seen: a row for each row and currency, the sums of each currency under its rows. */
export async function costsSource(context: SourceContext, { filter }: RequestOf<'costs'>): Promise<ListSource> {
  const { reader, language } = context;
  const { rows: by, columns: across } = filter;
  const { rows, columns, sums } = await readSpending(reader, filter);
  const text = (key: string) => textIn(language, key);
  const nameOf = (dimension: CostDimension | null, { key, name }: AxisItem) => {
    if (dimension === 'kind') return text(`costKind.${key}`);
    return key === '' ? text('costs.none') : name;
  };
  const money = (heading: string): Column => ({ heading, type: 'money', width: 16 });
  const shown = across === null ? [] : columns;
  return {
    columns: [
      { heading: text(`costDimension.${by}`), type: 'text', width: 28 },
      { heading: text('setup.currency'), type: 'text', width: 10 },
      ...shown.map((column) => money(nameOf(across, column))),
      money(text('costs.sum')),
    ],
    async *rows(done) {
      let count = 0;
      for (const { currency, cells, rowTotals, columnTotals, total } of pivotsOf(sums)) {
        const amount = (minor: number | undefined): CellValue => (minor === undefined ? null : { minor, currency });
        for (const row of rows.filter(({ key }) => cells.has(key))) {
          count += 1;
          const own = shown.map((column) => amount(cells.get(row.key)?.get(column.key)?.minor));
          yield [nameOf(by, row), currency, ...own, amount(rowTotals.get(row.key))];
        }
        count += 1;
        yield [
          text('costs.sum'),
          currency,
          ...shown.map((column) => amount(columnTotals.get(column.key))),
          amount(total),
        ];
      }
      done(count);
      return Promise.resolve();
    },
  };
}
