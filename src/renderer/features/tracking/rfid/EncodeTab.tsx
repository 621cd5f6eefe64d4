import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPencil, IconTag } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { client, queryClient, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { NoReader, ReaderSelect, useReaders } from './ReaderSelect.tsx';
import classes from './tracking.module.css';

type Done =
  | { readonly kind: 'written' | 'adopted'; readonly epc: string }
  | { readonly kind: 'unknown'; readonly epc: string; readonly read: readonly string[] };

function Outcome({ done }: { done: Done }) {
  if (done.kind === 'unknown') {
    return (
      <Alert
        color="red"
        variant="light"
        icon={<IconAlertTriangle size={18} />}
        role="alert"
        title={t('tracking.notProven')}
      >
        {done.read.length === 0
          ? t('tracking.nothingRead')
          : t('tracking.readInstead', { codes: done.read.join(', '), epc: done.epc })}
      </Alert>
    );
  }
  return (
    <Alert color="green" variant="light" icon={<IconCheck size={18} />} role="status">
      {done.kind === 'written' ? t('tracking.written', { epc: done.epc }) : t('tracking.adopted', { epc: done.epc })}
    </Alert>
  );
}

/** Writes the number of an asset into a tag, or takes the number that the tag has; what counts is what was read. */
export function EncodeTab() {
  const { readers, reader, choose, loaded } = useReaders();
  const [assetId, setAssetId] = useState<string | null>(null);
  const planned = useQuery(
    rpc.tracking.epcOfAsset.queryOptions({ input: { assetId: Number(assetId) }, enabled: assetId !== null }),
  ).data;
  const working = useMutation({
    mutationFn: async (act: 'write' | 'adopt'): Promise<Done> => {
      const target = { deviceId: reader?.id ?? 0, assetId: Number(assetId) };
      if (act === 'adopt') return { kind: 'adopted', ...(await client.tracking.adoptTag(target)) };
      const { outcome, epc, read } = await client.tracking.encode({ ...target, epc: null });
      return outcome === 'written' ? { kind: 'written', epc } : { kind: 'unknown', epc, read };
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: rpc.tracking.key() }),
  });
  if (loaded && readers.length === 0) return <NoReader />;
  const ready = reader !== null && assetId !== null && !working.isPending;
  const pick = (id: string | null) => {
    setAssetId(id);
    working.reset();
  };
  return (
    <Panel title={t('tracking.encode')}>
      <Stack gap="md" maw={760}>
        <Group align="start" gap="sm">
          <ReaderSelect readers={readers} reader={reader} choose={choose} />
          <div style={{ width: 340 }}>
            <AssetSelect label={t('tracking.assetOfTag')} value={assetId} onChange={pick} except={0} />
          </div>
        </Group>
        {assetId === null || planned === undefined ? (
          <Text c="dimmed">{t('tracking.encodeHint')}</Text>
        ) : (
          <div>
            <Text size="sm" c="dimmed">
              {planned.epc === null ? t('tracking.noEpcYet') : t('tracking.willBeWritten')}
            </Text>
            {planned.epc === null ? null : <div className={classes['epc']}>{planned.epc}</div>}
          </div>
        )}
        <Group gap="xs">
          <Button
            leftSection={<IconPencil size={16} />}
            disabled={!ready || planned?.epc === null}
            loading={working.isPending && working.variables === 'write'}
            onClick={() => working.mutate('write')}
          >
            {t('tracking.write')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTag size={16} />}
            disabled={!ready}
            loading={working.isPending && working.variables === 'adopt'}
            onClick={() => working.mutate('adopt')}
          >
            {t('tracking.adopt')}
          </Button>
        </Group>
        {working.error === null ? null : <FailureAlert sentence={sentenceOfError(working.error)} />}
        {working.data === undefined ? null : <Outcome done={working.data} />}
      </Stack>
    </Panel>
  );
}
