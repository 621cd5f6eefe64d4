import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { filterOf } from '#renderer/features/assets/asset-search.ts';
import type { AssetListSearch } from '#renderer/features/assets/asset-search.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Writes the list as it is filtered and sorted now. */
export function ExportMenu({ search }: { search: AssetListSearch }) {
  const may = useMay();
  const { sort = 'tag', direction = 'ascending' } = search;
  const write = useAction(
    (format: 'xlsx' | 'csv') => client.spreadsheets.exportAssets({ ...filterOf(search), sort, direction, format }),
    ({ jobId }) => {
      if (jobId !== null) announce(t('export.started'));
    },
  );
  if (!may('export.run')) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {t('export.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => write.mutate('xlsx')}>{t('export.xlsx')}</Menu.Item>
        <Menu.Item onClick={() => write.mutate('csv')}>{t('export.csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
