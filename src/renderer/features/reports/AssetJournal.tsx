import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { JournalTable } from './JournalTable.tsx';

export function AssetJournal({ assetId }: { assetId: number }) {
  const query = useQuery(rpc.reports.assetJournal.queryOptions({ input: { assetId } }));
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="sm" />;
  return (
    <Panel title={t('reports.journal')} flush>
      {query.data.length === 0 ? (
        <EmptyState title={t('reports.journalEmpty')} />
      ) : (
        <JournalTable entries={query.data} label={t('reports.journal')} />
      )}
    </Panel>
  );
}
