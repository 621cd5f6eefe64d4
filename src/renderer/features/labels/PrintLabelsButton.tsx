import { Button } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useMay } from '#renderer/features/auth/session.ts';
import { t } from '#renderer/ui/text/t.ts';
import { setBasket } from './basket.ts';

interface PrintLabelsButtonProps {
  assetIds: readonly number[];
  compact?: boolean;
  openLabels: () => void;
}

export function PrintLabelsButton({ assetIds, compact = false, openLabels }: PrintLabelsButtonProps) {
  const may = useMay();
  if (!may('label.print')) return null;
  return (
    <Button
      variant="default"
      size={compact ? 'compact-sm' : 'sm'}
      leftSection={<IconTag size={compact ? 14 : 16} />}
      onClick={() => {
        setBasket(assetIds);
        openLabels();
      }}
    >
      {t('labels.printLabels', { count: assetIds.length })}
    </Button>
  );
}
