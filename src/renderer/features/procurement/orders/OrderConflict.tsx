import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { Order } from '#shared/features/procurement/order.ts';
import { t } from '#renderer/ui/text/t.ts';
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
    <Alert color="yellow" icon={<IconUsers size={18} />} title={t('procurement.changedMeanwhile')}>
      <Stack gap="sm">
        <span>{t('procurement.changedMeanwhileHint', { name: last?.operator ?? '' })}</span>
        <VersionTable
          label={t('procurement.changedMeanwhile')}
          one={contentOfOrder(theirs)}
          other={contentOfValues(mine, theirs)}
          headings={[t('procurement.storedNow'), t('procurement.yours')]}
          onlyDifferent
        />
        <Group gap="xs">
          <Button size="compact-sm" variant="default" disabled={busy} onClick={takeTheirs}>
            {t('procurement.takeTheirs')}
          </Button>
          <Button size="compact-sm" loading={busy} onClick={keepMine}>
            {t('procurement.keepMine')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
