import { useState } from 'react';
import { mostJoiners } from '#shared/features/kits/contract.ts';
import type { PlannedJoiners } from '#shared/features/kits/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import classes from './kits.module.css';

const shown = (joiners: number) => (joiners === 0 ? '' : String(joiners));

/** A number of the plan: kept when the cell is left or Enter is pressed, Esc takes the change back. */
export function HeadcountCell({ entry, label, editable }: { entry: PlannedJoiners; label: string; editable: boolean }) {
  /** Null shows what is planned. */
  const [typed, setTyped] = useState<string | null>(null);
  const planning = useAction((joiners: number) =>
    client.kits.planHeadcount({ entries: [{ ...entry, joiners }] }).then(() => setTyped(null)),
  );
  if (!editable) return entry.joiners === 0 ? null : <>{formatNumber(entry.joiners)}</>;
  const text = typed ?? shown(entry.joiners);
  const number = text.trim() === '' ? 0 : Number(text);
  const valid = Number.isInteger(number) && number >= 0 && number <= mostJoiners;
  const keep = () => {
    if (typed !== null && valid && number !== entry.joiners) planning.mutate(number);
    else if (valid) setTyped(null);
  };
  return (
    <input
      className={classes['cell']}
      inputMode="numeric"
      aria-label={label}
      aria-invalid={!valid}
      value={text}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
