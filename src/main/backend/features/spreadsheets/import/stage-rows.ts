import { basename } from 'node:path';
import { takesNames } from './check-row.ts';
import type { PlanTaskInput } from './plan-task.ts';
import type { CheckedRow } from './preview-report.ts';
import { writeRejects } from './rejects.ts';
import { createStaging, discardStaging } from './staging.ts';
import type { RejectedRow, StagedRow } from './staging.ts';

const stagedAtOnce = 2000;

type Good = StagedRow & { cells: readonly string[] };

/** Lays checked rows ready as they come; what is left out is written to a workbook at the end. */
export class StagingWriter {
  readonly #staging: ReturnType<typeof createStaging>;
  readonly #file: string;
  readonly #task: PlanTaskInput;
  #good: Good[] = [];
  #bad: RejectedRow[] = [];
  /** Rows that go into the register in an order of their own. */
  readonly #ordered: { position: number; row: Good }[] = [];
  #rejected = 0;

  constructor(file: string, headings: readonly string[], task: PlanTaskInput) {
    this.#file = file;
    this.#task = task;
    this.#staging = createStaging(file, task.dataKey, headings);
  }

  /** @param cells the row as the file has it */
  add(checked: CheckedRow, cells: string[]): void {
    const { row, problems, decision, position } = checked;
    if (problems.length > 0) {
      this.#rejected += 1;
      if (!this.#stopped) this.#bad.push({ rowNumber: row.rowNumber, cells, problems });
    } else if (takesNames(decision) && !this.#stopped) {
      const good = { ...stagedOf(checked), cells };
      if (this.#task.plan.entity === 'places') this.#ordered.push({ position, row: good });
      else this.#good.push(good);
    }
    if (this.#good.length >= stagedAtOnce || this.#bad.length >= stagedAtOnce) this.#flush();
  }

  /** One bad row is enough: nothing will be imported. */
  get #stopped(): boolean {
    return this.#rejected > 0 && this.#task.plan.onError === 'stop';
  }

  #flush(): void {
    this.#staging.add(this.#good);
    this.#staging.reject(this.#bad);
    this.#good = [];
    this.#bad = [];
  }

  /** @returns the workbook of the rows that were left out; null when there are none, or nothing is to be imported. */
  async finish(progress: (done: number, total: number) => void): Promise<string | null> {
    if (this.#stopped) return null;
    this.#flush();
    const inOrder = this.#ordered.toSorted((one, other) => one.position - other.position).map(({ row }) => row);
    for (let start = 0; start < inOrder.length; start += stagedAtOnce) {
      this.#staging.add(inOrder.slice(start, start + stagedAtOnce));
      progress(start, inOrder.length);
    }
    if (this.#rejected === 0) return null;
    return writeRejects({
      folder: this.#task.rejectsFolder,
      source: basename(this.#task.plan.path),
      now: this.#task.now,
      staged: this.#staging.sqlite,
    });
  }

  close(): void {
    this.#staging.sqlite.close();
    if (this.#stopped) discardStaging(this.#file);
  }
}

function stagedOf({ row, extras, decision }: CheckedRow): StagedRow {
  const target = decision.what === 'changed' ? decision.target : null;
  return { rowNumber: row.rowNumber, values: { ...row.values }, extras, target };
}
