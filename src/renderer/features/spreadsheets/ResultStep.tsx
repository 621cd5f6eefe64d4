import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportEntity } from '#shared/features/spreadsheets/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { hasEnded, useJob } from '#renderer/rpc/use-job.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { JobProgress } from './JobProgress.tsx';
import { UndoImport } from './UndoImport.tsx';
import { UndoResult } from './UndoResult.tsx';

/** Where what was imported is seen. */
const pages: Readonly<Record<ImportEntity, string>> = {
  assets: hrefTo('/assets'),
  people: hrefTo('/people'),
  places: hrefTo('/places'),
  models: hrefTo('/catalogue'),
  suppliers: hrefTo('/catalogue', { tab: 'suppliers' }),
  licences: hrefTo('/assets'),
  installations: hrefTo('/catalogue', { tab: 'software' }),
  supplies: hrefTo('/supplies'),
  postures: hrefTo('/security'),
};

/** How the import goes, and what came of it. */
export function ResultStep({ jobId, again }: { jobId: string; again: () => void }) {
  const job = useJob(jobId);
  const ended = job !== null && hasEnded(job);
  const batch = useQuery(rpc.spreadsheets.listBatches.queryOptions({ enabled: ended })).data?.find(
    (each) => each.id === job?.result?.['batchId'],
  );
  const [asked, setAsked] = useState(false);
  const [undoJob, setUndoJob] = useState<string | null>(null);
  const show = useAction((path: string) => client.application.showInFolder({ path }));
  if (!ended || job.state !== 'done') {
    return (
      <Stack gap="md">
        <JobProgress jobId={jobId} />
        {ended ? (
          <Group>
            <Button onClick={again}>{t('import.otherFile')}</Button>
          </Group>
        ) : null}
      </Stack>
    );
  }
  if (undoJob !== null) return <UndoResult jobId={undoJob} again={again} />;
  const rejectsFile = batch?.rejectsFile ?? null;
  return (
    <Panel title={t('import.doneTitle')}>
      <Stack gap="md">
        <Text fz="lg" role="status">
          {batch === undefined
            ? t('import.done')
            : batch.mode === 'create'
              ? t('import.doneCounts', { applied: batch.rowsApplied, rejected: batch.rowsRejected })
              : t('import.doneChanged', {
                  created: batch.rowsApplied - batch.rowsChanged,
                  changed: batch.rowsChanged,
                  rejected: batch.rowsRejected,
                })}
        </Text>
        {rejectsFile === null ? null : <Text size="sm">{t('import.rejectsHint')}</Text>}
        <Group>
          <Button component="a" href={pages[batch?.entity ?? 'assets']}>
            {word('importOpen', batch?.entity ?? 'assets')}
          </Button>
          {rejectsFile === null ? null : (
            <Button variant="default" onClick={() => show.mutate(rejectsFile)}>
              {t('import.showRejects')}
            </Button>
          )}
          <Button variant="default" onClick={again}>
            {t('import.again')}
          </Button>
          {batch?.undoable === true ? (
            <Button variant="subtle" color="red" ml="auto" onClick={() => setAsked(true)}>
              {t('undo.action')}
            </Button>
          ) : null}
        </Group>
        {asked && batch !== undefined ? (
          <UndoImport batch={batch} close={() => setAsked(false)} started={setUndoJob} />
        ) : null}
      </Stack>
    </Panel>
  );
}
