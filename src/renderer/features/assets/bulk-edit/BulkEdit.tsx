import { Button, Modal, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { hasEnded, useJob } from '#renderer/rpc/use-job.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './bulk-edit.module.css';
import { BulkFields } from './BulkFields.tsx';
import { BulkHistory } from './BulkHistory.tsx';
import { BulkPreviewTable } from './BulkPreviewTable.tsx';
import { BulkProgress } from './BulkProgress.tsx';
import { changeOf, useBulkFields } from './use-bulk-fields.ts';
import type { DraftRow } from './use-bulk-fields.ts';

/** Gives many assets the same values: chosen, looked at asset by asset, done with progress, taken back. */
export function BulkEdit({ ids }: { ids: readonly number[] }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPencil size={14} />}
        onClick={() => setOpened(true)}
      >
        {t('bulk.open')}
      </Button>
      {opened ? <BulkDialog ids={ids} onClose={() => setOpened(false)} /> : null}
    </>
  );
}

function BulkDialog({ ids, onClose }: { ids: readonly number[]; onClose: () => void }) {
  const [rows, setRows] = useState<DraftRow[]>([{ field: null, text: null }]);
  const [previewJob, setPreviewJob] = useState<string | null>(null);
  const [editJob, setEditJob] = useState<string | null>(null);
  const fields = useBulkFields(changeOf(rows));
  const request = { ids: [...ids], change: changeOf(rows) };
  const look = useAction(
    () => client.assets.startBulkPreview(request),
    ({ jobId }) => setPreviewJob(jobId),
  );
  const edit = useAction(
    () => client.assets.startBulkEdit(request),
    ({ jobId }) => setEditJob(jobId),
  );
  const looking = useJob(previewJob);
  const preview = useQuery(
    rpc.assets.bulkPreview.queryOptions({
      input: { jobId: previewJob ?? '' },
      enabled: looking?.state === 'done',
      staleTime: Infinity,
    }),
  ).data;
  const step = editJob !== null ? 'edit' : previewJob !== null ? 'preview' : 'fields';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('bulk.title', { count: ids.length })}
      size={880}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="md">
        {step === 'fields' ? (
          <>
            <BulkFields fields={fields} rows={rows} change={setRows} />
            <div className={classes['foot']}>
              <Button variant="default" onClick={onClose}>
                {t('action.cancel')}
              </Button>
              <Button
                loading={look.isPending}
                disabled={request.change.length === 0}
                onClick={() => look.mutate(undefined)}
              >
                {t('bulk.look')}
              </Button>
            </div>
            <BulkHistory />
          </>
        ) : null}
        {step === 'preview' ? (
          <>
            <BulkProgress job={looking} />
            {preview === undefined ? null : <BulkPreviewTable preview={preview} />}
            <div className={classes['foot']}>
              <Button variant="default" onClick={() => setPreviewJob(null)}>
                {t('action.back')}
              </Button>
              <Button
                loading={edit.isPending}
                disabled={preview === undefined || preview.changed === 0}
                onClick={() => edit.mutate(undefined)}
              >
                {t('bulk.apply', { count: preview?.changed ?? 0 })}
              </Button>
            </div>
          </>
        ) : null}
        {step === 'edit' ? <BulkResult jobId={editJob ?? ''} onClose={onClose} /> : null}
      </Stack>
    </Modal>
  );
}

function BulkResult({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const job = useJob(jobId);
  const ended = job !== null && hasEnded(job);
  return (
    <>
      <BulkProgress job={job} />
      {job?.state === 'done' ? (
        <Text role="status">
          {t('bulk.done', {
            changed: Number(job.result?.['changed'] ?? 0),
            refused: Number(job.result?.['refused'] ?? 0),
          })}
        </Text>
      ) : null}
      {job?.state === 'cancelled' ? <Text role="status">{t('bulk.stopped')}</Text> : null}
      {ended ? <BulkHistory /> : null}
      <div className={classes['foot']}>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </div>
    </>
  );
}
