import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { exportRequest } from '#shared/features/spreadsheets/export-contract.ts';
import type { ExportFormat, ListToExport } from '#shared/features/spreadsheets/export-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';
import { KeepReport } from '#renderer/features/reports/builder/KeepReport.tsx';
import { PaperDialog } from './PaperDialog.tsx';
import { usePaper } from './use-paper.ts';

/** Writes a list as it is seen: its columns, its order, what it is filtered by. */
export function ExportMenu({ list }: { list: ListToExport }) {
  const may = useMay();
  const language = useLanguage();
  const [paper, choosePaper] = usePaper();
  const [asking, setAsking] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const write = useAction(
    (format: ExportFormat) => client.spreadsheets.exportList({ ...list, format, language, paper }),
    ({ jobId }) => {
      if (jobId !== null) announce(t('export.started'));
    },
  );
  if (!may('export.run')) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} />}>
            {t('export.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => write.mutate('xlsx')}>{t('export.xlsx')}</Menu.Item>
          <Menu.Item onClick={() => write.mutate('csv')}>{t('export.csv')}</Menu.Item>
          <Menu.Item onClick={() => setAsking(true)}>{t('export.pdf')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setKeeping(true)}>{t('builder.keepList')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking ? (
        <PaperDialog
          paper={paper}
          choose={choosePaper}
          columns={list.columns?.length ?? 0}
          onWrite={() => {
            setAsking(false);
            write.mutate('pdf');
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {keeping ? (
        <KeepReport
          content={{ kind: 'list', request: exportRequest.parse({ ...list, format: 'xlsx', language, paper }) }}
          report={null}
          name=""
          onClose={() => setKeeping(false)}
        />
      ) : null}
    </>
  );
}
