import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isTagReader } from '#shared/features/devices/contract.ts';
import type { Device } from '#shared/features/devices/contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t, word } from '#renderer/ui/text/t.ts';

const readsTags = ({ kind }: Device) => isTagReader(kind) || kind === 'em4100';

/** The readers of tags that are set up, and the one that this person used last. */
export function useReaders() {
  const query = useQuery(rpc.devices.list.queryOptions({ refetchInterval: 3000 }));
  const readers = (query.data ?? []).filter(readsTags);
  const [remembered, choose] = useRemembered('reader', '');
  const reader = readers.find(({ id }) => String(id) === remembered) ?? readers[0] ?? null;
  useEffect(() => {
    if (reader !== null && String(reader.id) !== remembered) choose(String(reader.id));
  }, [reader, remembered, choose]);
  return { readers, reader, choose, loaded: query.isSuccess };
}

interface ReaderSelectProps {
  readers: readonly Device[];
  reader: Device | null;
  choose: (id: string) => void;
}

export function ReaderSelect({ readers, reader, choose }: ReaderSelectProps) {
  return (
    <Select
      label={t('tracking.reader')}
      allowDeselect={false}
      w={280}
      value={reader === null ? null : String(reader.id)}
      data={readers.map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={(id) => id !== null && choose(id)}
      description={
        reader !== null && reader.state !== 'ready' ? (
          <Text span size="xs" c="var(--qm-bad)">
            {word('deviceState', reader.state)}
          </Text>
        ) : null
      }
      inputWrapperOrder={['label', 'input', 'description']}
    />
  );
}

/** Says where readers come from when there is none. */
export function NoReader() {
  return (
    <Panel>
      <EmptyState
        title={t('tracking.noReader')}
        action={<EntityLink href={hrefTo('/settings', { tab: 'devices' })}>{t('devices.title')}</EntityLink>}
      >
        {t('tracking.noReaderHint')}
      </EmptyState>
    </Panel>
  );
}
