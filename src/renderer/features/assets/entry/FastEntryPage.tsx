import { Button, Group, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { queryClient, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { EntryDesk } from './EntryDesk.tsx';
import { EntryTemplateForm } from './EntryTemplateForm.tsx';
import type { EntrySound } from './use-entry-desk.ts';

interface FastEntryPageProps {
  play: (sound: EntrySound) => void;
  /** Printing is done by another part of the window. */
  labels: (assetIds: number[]) => ReactNode;
}

/** Registers many units of the same kind: what they have in common once, then one scan each. */
export function FastEntryPage({ play, labels }: FastEntryPageProps) {
  const [registered, setRegistered] = useState<{ id: number; tag: string }[] | null>(null);
  const settings = useQuery(rpc.setup.getSettings.queryOptions());
  const entry = useQuery(rpc.assets.currentEntry.queryOptions({ staleTime: 0 }));
  const again = () => void entry.refetch();
  const ended = () => {
    queryClient.setQueryData(rpc.assets.currentEntry.queryKey(), null);
  };
  const error = settings.error ?? entry.error;
  if (error !== null) return <FailureAlert sentence={sentenceOfError(error)} retry={again} />;
  if (settings.data === undefined || entry.data === undefined) return <Loader size="sm" m="lg" />;
  return (
    <Page title={t('entry.title')} subtitle={t('entry.subtitle')} wide>
      {registered === null ? null : (
        <Panel>
          <Group role="status">
            <Text fw={600}>
              {t('entry.registered', {
                count: registered.length,
                first: registered[0]?.tag ?? '',
                last: registered.at(-1)?.tag ?? '',
              })}
            </Text>
            {labels(registered.map(({ id }) => id))}
            <Button variant="default" onClick={() => setRegistered(null)}>
              {t('entry.more')}
            </Button>
          </Group>
        </Panel>
      )}
      {registered !== null ? null : entry.data === null ? (
        <EntryTemplateForm currency={settings.data.organisation.currency} started={again} />
      ) : (
        <EntryDesk
          key={entry.data.id}
          entry={entry.data}
          play={play}
          left={ended}
          finished={(assets) => {
            ended();
            setRegistered(assets);
          }}
        />
      )}
    </Page>
  );
}
