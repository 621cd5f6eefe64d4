import type { Order } from '#shared/features/procurement/order.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ConflictNotice } from '../ConflictNotice.tsx';
import { contentOfOrder, contentOfValues } from './order-values.ts';
import type { OrderValues } from './order-values.ts';
import { VersionTable } from './VersionTable.tsx';

interface OrderConflictProps {
  /** The order as somebody else left it. */
  theirs: Order;
  /** What was about to be saved over it. */
  mine: OrderValues;
  busy: boolean;
  takeTheirs: () => void;
  keepMine: () => void;
}

/** Somebody else changed the order meanwhile: both versions, and the choice between them. */
export function OrderConflict({ theirs, mine, busy, takeTheirs, keepMine }: OrderConflictProps) {
  const last = theirs.revisions[0];
  return (
    <ConflictNotice
      title={t('procurement.changedMeanwhile')}
      hint={t('procurement.changedMeanwhileHint', { name: last?.operator ?? '' })}
      busy={busy}
      takeTheirs={takeTheirs}
      keepMine={keepMine}
    >
      <VersionTable
        label={t('procurement.changedMeanwhile')}
        one={contentOfOrder(theirs)}
        other={contentOfValues(mine, theirs)}
        headings={[t('procurement.storedNow'), t('procurement.yours')]}
        onlyDifferent
      />
    </ConflictNotice>
  );
}
