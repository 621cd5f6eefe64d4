import { Button, Group, Loader, Stack } from '@mantine/core';
import { IconHistory, IconPencil, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { RecordContentView } from './RecordContentView.tsx';
import { RecordEditor } from './RecordEditor.tsx';
import { RecordFiles } from './RecordFiles.tsx';
import { RecordVersions } from './RecordVersions.tsx';

/** What is written down of how an asset is set up, in its newest version. */
export function RecordPanel({ assetId }: { assetId: number }) {
  const query = useQuery(rpc.configuration.getRecord.queryOptions({ input: { assetId } }));
  const mayEdit = useMay()('asset.edit');
  const language = useLanguage();
  const [mode, setMode] = useState<'read' | 'edit' | 'versions'>('read');
  const print = useAction(
    () => client.configuration.saveRecordPdf({ assetId, language }),
    ({ path }) => {
      if (path !== null) announce(t('record.printed', { path }));
    },
  );
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const record = query.data;
  if (mode === 'edit') return <RecordEditor assetId={assetId} record={record} onClose={() => setMode('read')} />;
  if (mode === 'versions' && record !== null)
    return <RecordVersions assetId={assetId} newest={record} onClose={() => setMode('read')} />;
  const write = mayEdit ? (
    <Button size="compact-sm" variant="default" leftSection={<IconPencil size={14} />} onClick={() => setMode('edit')}>
      {t(record === null ? 'record.begin' : 'action.edit')}
    </Button>
  ) : null;
  if (record === null)
    return (
      <Panel title={t('record.title')}>
        <EmptyState title={t('record.none')} action={write}>
          {t('record.noneHint')}
        </EmptyState>
      </Panel>
    );
  return (
    <Panel
      title={t('record.title')}
      actions={
        <Group gap={6}>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconHistory size={14} />}
            onClick={() => setMode('versions')}
          >
            {t('record.versions')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPrinter size={14} />}
            loading={print.isPending}
            onClick={() => print.mutate(undefined)}
          >
            {t('record.print')}
          </Button>
          {write}
        </Group>
      }
    >
      <Stack gap="sm">
        <small style={{ color: 'var(--mantine-color-dimmed)' }}>
          {t('record.versionBy', { number: record.number, by: record.savedBy, at: formatInstant(record.savedAt) })}
          {record.note === '' ? '' : ` · ${record.note}`}
        </small>
        <RecordContentView content={record.content} />
        <RecordFiles assetId={assetId} content={record.content} />
      </Stack>
    </Panel>
  );
}
