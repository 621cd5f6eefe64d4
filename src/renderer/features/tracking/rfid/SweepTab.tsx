import { Button, Group, Stack } from '@mantine/core';
import { IconEyeCheck, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AssetRow } from '#shared/features/assets/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { NoReader, ReaderSelect, useReaders } from './ReaderSelect.tsx';
import { readsPerSecond, setsOf } from './sweep-state.ts';
import { SweepStream } from './SweepStream.tsx';
import { SweepTable } from './SweepTable.tsx';
import type { SweepView } from './SweepTable.tsx';
import { useSweep } from './use-sweep.ts';

/** Assets of a place that are asked for at once. */
const page = 500;

/** All assets of a place; null until the last of them is there, so that none is taken for one that belongs elsewhere. */
function useExpected(placeId: string | null) {
  const input = { placeId: Number(placeId), limit: page };
  const asked = useQuery({
    queryKey: rpc.assets.list.key({ type: 'query', input }),
    enabled: placeId !== null,
    queryFn: async ({ signal }) => {
      const rows: AssetRow[] = [];
      let cursor: string | null | undefined;
      while (cursor !== null) {
        const part = await client.assets.list({ ...input, ...(cursor === undefined ? {} : { cursor }) }, { signal });
        rows.push(...part.rows);
        cursor = part.nextCursor;
      }
      return rows;
    },
  });
  return placeId === null ? null : (asked.data ?? null);
}

/** A clock that ticks while a sweep runs, because a pace falls also when nothing comes any more. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!running) return undefined;
    const timer = window.setInterval(() => setNow(performance.now()), 500);
    return () => window.clearInterval(timer);
  }, [running]);
  return now;
}

/** Walks through a room with a reader: what is here, what is missing, what does not belong here. */
export function SweepTab() {
  const may = useMay();
  const { readers, reader, choose, loaded } = useReaders();
  const places = usePlaceChoices();
  const [placeId, setPlaceId] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const [view, setView] = useState<SweepView>('found');
  const { state, take, clear } = useSweep();
  const expected = useExpected(placeId);
  const sets = setsOf(state, expected);
  const now = useNow(running);
  const record = useAction(
    () =>
      client.tracking.recordSweep({
        assetIds: [...sets.found, ...sets.elsewhere].map(({ asset }) => asset.id),
        placeId: placeId === null ? null : Number(placeId),
      }),
    ({ recorded }) => announce(t('tracking.recorded', { count: recorded })),
  );
  if (loaded && readers.length === 0) return <NoReader />;
  const known = sets.found.length + sets.elsewhere.length;
  const tiles: [SweepView, string, number, 'bad' | 'warn' | undefined][] = [
    ['found', t('tracking.found'), sets.found.length, undefined],
    ...(expected === null
      ? []
      : ([
          ['missing', t('tracking.missing'), sets.missing.length, sets.missing.length > 0 ? 'bad' : undefined],
          ['elsewhere', t('tracking.elsewhere'), sets.elsewhere.length, sets.elsewhere.length > 0 ? 'warn' : undefined],
        ] satisfies [SweepView, string, number, 'bad' | 'warn' | undefined][])),
    ['others', t('tracking.otherTags'), sets.others.length, undefined],
  ];
  return (
    <Stack gap="md" h="100%">
      {running && reader !== null ? <SweepStream deviceId={reader.id} take={take} /> : null}
      <Group align="start" gap="sm">
        <ReaderSelect readers={readers} reader={reader} choose={choose} />
        <SearchableSelect
          label={t('tracking.room')}
          placeholder={t('tracking.anywhere')}
          w={300}
          data={places}
          value={placeId}
          onChange={setPlaceId}
        />
        <Group gap="xs" mt={23}>
          <Button
            disabled={reader === null}
            leftSection={running ? <IconPlayerStop size={16} /> : <IconPlayerPlay size={16} />}
            onClick={() => setRunning(!running)}
          >
            {running ? t('tracking.stop') : t('tracking.start')}
          </Button>
          <Button variant="default" disabled={state.tags.size === 0} onClick={clear}>
            {t('action.clear')}
          </Button>
          {may('stocktake.count') ? (
            <Button
              variant="default"
              leftSection={<IconEyeCheck size={16} />}
              disabled={known === 0}
              loading={record.isPending}
              onClick={() => record.mutate(undefined)}
            >
              {t('tracking.record')}
            </Button>
          ) : null}
        </Group>
      </Group>
      <Group gap="sm">
        {tiles.map(([name, label, count, tone]) => (
          <CountTile
            key={name}
            label={label}
            count={formatNumber(count)}
            {...(tone === undefined ? {} : { tone })}
            active={view === name}
            onClick={() => setView(name)}
          />
        ))}
      </Group>
      <SweepTable
        view={expected === null && view !== 'others' ? 'found' : view}
        sets={sets}
        running={running}
        pace={t('tracking.pace', {
          reads: formatNumber(state.reads),
          pace: formatNumber(running ? readsPerSecond(state, now) : 0),
        })}
      />
    </Stack>
  );
}
