import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { CellValue } from '#backend/features/spreadsheets/index.ts';
import type { PackSheet, WrittenSheet } from './pack-sheet.ts';

/** Counts and adds up a sheet while it is written. */
export class SheetTally {
  readonly #sheet: Pick<PackSheet, 'columns' | 'record' | 'control'>;
  readonly #sums = new Map<string, number>();
  #records = 0;
  #first: string | null = null;
  #last: string | null = null;

  constructor(sheet: Pick<PackSheet, 'columns' | 'record' | 'control'>) {
    this.#sheet = sheet;
  }

  add(row: readonly CellValue[]): void {
    const { record, control } = this.#sheet;
    const named = record === null ? null : (row[record] ?? null);
    if (record === null || named !== null) this.#records += 1;
    if (typeof named === 'string' || typeof named === 'number') {
      this.#first ??= String(named);
      this.#last = String(named);
    }
    const value = control === null ? null : (row[control] ?? null);
    if (typeof value === 'number') this.#increase('', value);
    else if (value !== null && typeof value === 'object' && 'minor' in value)
      this.#increase(value.currency, value.minor);
  }

  get records(): number {
    return this.#records;
  }

  facts(): Pick<WrittenSheet, 'records' | 'firstRecord' | 'lastRecord' | 'controlSum'> {
    return { records: this.#records, firstRecord: this.#first, lastRecord: this.#last, controlSum: this.#controlSum() };
  }

  #increase(currency: string, by: number): void {
    this.#sums.set(currency, (this.#sums.get(currency) ?? 0) + by);
  }

  /** `Cost: 1250.00 EUR, 80 JPY`; amounts of different currencies are not mixed. */
  #controlSum(): string | null {
    const { control, columns } = this.#sheet;
    if (control === null) return null;
    const sums = [...this.#sums]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([currency, sum]) =>
        currency === '' ? String(sum) : `${moneyToDecimal({ minor: sum, currency })} ${currency}`,
      );
    return `${columns[control]?.heading ?? ''}: ${sums.length === 0 ? '0' : sums.join(', ')}`;
  }
}
