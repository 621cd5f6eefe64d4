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
  /** What the label is for, where several of these buttons stand on one page. */
  of?: string | undefined;
  openLabels: () => void;
}

export function PrintLabelsButton({ kind, ids, compact = false, of, openLabels }: PrintLabelsButtonProps) {
  const may = useMay();
  if (!may('label.print')) return null;
  return (
    <Button
      variant="default"
      size={compact ? 'compact-sm' : 'sm'}
      leftSection={<IconTag size={compact ? 14 : 16} />}
      disabled={ids.length === 0}
      aria-label={of === undefined ? undefined : t('labels.printLabelsOf', { count: ids.length, name: of })}
      onClick={() => {
        setBasket({ kind, ids });
        openLabels();
      }}
    >
      {t('labels.printLabels', { count: ids.length })}
    </Button>
  );
}
