import { useId } from 'react';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { blockOf } from './pasted-block.ts';
import classes from './role-kits.module.css';
import type { HeadcountDrafts, Place } from './use-headcount-drafts.ts';

interface HeadcountCellProps {
  place: Place;
  label: string;
  drafts: HeadcountDrafts;
  editable: boolean;
  /** Where it stands in the grid, so that the keys find its neighbours. */
  at: { row: number; column: number };
  move: (rows: number, columns: number) => void;
  /** A block of more than one cell was pasted, this being the first of it. */
  paste: (block: string[][]) => void;
}

/** A number of the plan: kept when the cell is left or Enter is pressed, Esc takes the change back. */
export function HeadcountCell({ place, label, drafts, editable, at, move, paste }: HeadcountCellProps) {
  const problemId = useId();
  const joiners = drafts.plannedAt(place);
  if (!editable) return joiners === 0 ? null : <>{formatNumber(joiners)}</>;
  const problem = drafts.problemOf(place);
  return (
    <span className={classes['cellBox']}>
      <input
        className={classes['cell']}
        inputMode="numeric"
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        data-row={at.row}
        data-column={at.column}
        value={drafts.textOf(place)}
        onChange={(event) => drafts.type([{ ...place, text: event.currentTarget.value }])}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => void drafts.keep(place, false)}
        onPaste={(event) => {
          const block = blockOf(event.clipboardData.getData('text/plain'));
          if (block.length === 1 && block[0]?.length === 1) return;
          event.preventDefault();
          paste(block);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void drafts.keep(place, true).then(() => move(1, 0));
          else if (event.key === 'ArrowDown') move(1, 0);
          else if (event.key === 'ArrowUp') move(-1, 0);
          else if (event.key === 'Escape') drafts.forget([place]);
        }}
      />
      {problem === null ? null : (
        <span id={problemId} role="alert" className={classes['cellProblem']}>
          {problem}
        </span>
      )}
    </span>
  );
}
