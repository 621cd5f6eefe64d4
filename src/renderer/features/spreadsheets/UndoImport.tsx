import { List, Loader, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { UndoObstacle } from '#shared/features/spreadsheets/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { findText, t, word } from '#renderer/ui/text/t.ts';

interface UndoImportProps {
  batch: { id: number; fileName: string };
  started: (jobId: string) => void;
  close: () => void;
}

function obstacleText({ label, kind, what, at }: UndoObstacle): string {
  return kind === 'changed'
    ? t('undo.changedSince', { label, event: word('event', what), at: at === null ? '' : formatInstant(at) })
    : t('undo.referredSince', { label, what: findText(`referredBy.${what}`) ?? t('referredBy.other') });
}

/** Asks before an import is undone, and says why when it can't be. */
export function UndoImport({ batch, started, close }: UndoImportProps) {
  const outlook = useQuery(
    rpc.spreadsheets.undoOutlook.queryOptions({ input: { batchId: batch.id }, staleTime: 0, gcTime: 0 }),
  );
  const undo = useMutation({
    mutationFn: () => client.spreadsheets.startUndo({ batchId: batch.id }),
    onSuccess: ({ jobId }) => started(jobId),
  });
  const error = outlook.error ?? undo.error;
  const blocked = (outlook.data?.obstacles.length ?? 0) > 0;
  return (
    <ConfirmDialog
      title={t('undo.title', { fileName: batch.fileName })}
      confirmLabel={t('undo.action')}
      danger
      busy={undo.isPending}
      disabled={outlook.data === undefined || blocked}
      onConfirm={() => undo.mutate()}
      onClose={close}
    >
      <Stack gap="sm">
        {outlook.isPending ? (
          <Text size="sm" c="dimmed" role="status">
            <Loader size="xs" mr={8} />
            {t('undo.looking')}
          </Text>
        ) : null}
        {outlook.data === undefined ? null : blocked ? (
          <>
            <FailureAlert sentence={t('undo.blocked')} />
            <List size="sm" spacing={4}>
              {outlook.data.obstacles.map((obstacle) => (
                <List.Item key={`${obstacle.entity} ${obstacle.label} ${obstacle.what}`}>
                  {obstacleText(obstacle)}
                </List.Item>
              ))}
            </List>
            <Text size="sm">{t('undo.insteadHint')}</Text>
          </>
        ) : (
          <>
            {outlook.data.created > 0 ? <Text>{t('undo.created', { count: outlook.data.created })}</Text> : null}
            {outlook.data.changed > 0 ? <Text>{t('undo.changed', { count: outlook.data.changed })}</Text> : null}
            {outlook.data.names > 0 ? <Text size="sm">{t('undo.names', { count: outlook.data.names })}</Text> : null}
            <Text size="sm" c="dimmed">
              {t('undo.evidence')}
            </Text>
          </>
        )}
        {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
      </Stack>
    </ConfirmDialog>
  );
}
