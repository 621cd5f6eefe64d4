import { Button, List, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Takes a merge back, or says what was done since that it would tear. */
export function UndoMerge({ id, name }: { id: number; name: string }) {
  const [asked, setAsked] = useState(false);
  const outlook = useQuery(
    rpc.assets.mergeUndoOutlook.queryOptions({ input: { id }, enabled: asked, staleTime: 0, gcTime: 0 }),
  );
  const close = () => setAsked(false);
  const undo = useAction(
    () => client.assets.undoMerge({ id }),
    ({ assets }) => {
      announce(t('categories.mergeUndone', { name, count: assets }));
      close();
    },
  );
  const obstacles = outlook.data?.obstacles ?? [];
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={14} />}
        onClick={() => setAsked(true)}
      >
        {t('categories.undoMerge')}
      </Button>
      {asked ? (
        <ConfirmDialog
          title={t('categories.undoMergeTitle', { name })}
          confirmLabel={t('categories.undoMerge')}
          busy={undo.isPending}
          disabled={outlook.data === undefined || obstacles.length > 0}
          onConfirm={() => undo.mutate(undefined)}
          onClose={close}
        >
          {outlook.error === null ? null : <FailureAlert sentence={sentenceOfError(outlook.error)} />}
          {outlook.data === undefined ? null : obstacles.length === 0 ? (
            <Text size="sm">{t('categories.undoMergeHint')}</Text>
          ) : (
            <>
              <FailureAlert sentence={t('categories.mergeBuiltOn')} />
              <List size="sm" spacing={4} mt="xs">
                {obstacles.map(({ what, count, example }) => (
                  <List.Item key={what}>{t(`categories.mergeObstacle.${what}`, { count, example })}</List.Item>
                ))}
              </List>
            </>
          )}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
