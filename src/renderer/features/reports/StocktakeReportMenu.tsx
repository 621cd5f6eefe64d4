import { Button, Menu } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Writes the report of a stocktake, to be printed and signed or to be worked on. */
export function StocktakeReportMenu({ id }: { id: number }) {
  const may = useMay();
  const write = useAction(
    (format: 'pdf' | 'xlsx') => client.reports.stocktake({ id, format }),
    ({ jobId }) => {
      if (jobId !== null) announce(t('export.started'));
    },
  );
  if (!may('export.run')) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconFileText size={16} />}>
          {t('reports.stocktake')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => write.mutate('pdf')}>{t('reports.stocktakePdf')}</Menu.Item>
        <Menu.Item onClick={() => write.mutate('xlsx')}>{t('export.xlsx')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
