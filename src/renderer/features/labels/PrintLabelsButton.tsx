import { Button } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import type { PrintedKind } from '#shared/features/labels/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { t } from '#renderer/ui/text/t.ts';
import { setBasket } from './basket.ts';

interface PrintLabelsButtonProps {
  kind: PrintedKind;
  ids: readonly number[];
  compact?: boolean;
  openLabels: () => void;
}

export function PrintLabelsButton({ kind, ids, compact = false, openLabels }: PrintLabelsButtonProps) {
  const may = useMay();
  if (!may('label.print')) return null;
  return (
    <Button
      variant="default"
      size={compact ? 'compact-sm' : 'sm'}
      leftSection={<IconTag size={compact ? 14 : 16} />}
      disabled={ids.length === 0}
      onClick={() => {
        setBasket({ kind, ids });
        openLabels();
      }}
    >
      {t('labels.printLabels', { count: ids.length })}
    </Button>
  );
}
