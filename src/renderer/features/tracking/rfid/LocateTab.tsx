import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { rpc } from '#renderer/rpc/client.ts';
import { formatPercent } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { click } from './clicks.ts';
import { clickEvery, nextNearness, shownNearness, unknownNearness } from './nearness.ts';
import { NoReader, ReaderSelect, useReaders } from './ReaderSelect.tsx';
import type { SweepNotice } from './sweep-state.ts';
import { SweepStream } from './SweepStream.tsx';
import classes from './tracking.module.css';

/** How near the tag is, drawn and clicked anew ten times a second. */
function useNearness(code: string, running: boolean) {
  const nearness = useRef(unknownNearness);
  const [shown, setShown] = useState(0);
  const take = useCallback(
    ({ tags }: SweepNotice) => {
      const tag = tags.find((each) => each.code === code);
      if (tag !== undefined) nearness.current = nextNearness(nearness.current, tag.rssi, performance.now());
    },
    [code],
  );
  useEffect(() => {
    nearness.current = unknownNearness;
    if (!running) return undefined;
    let clickedAt = 0;
    const timer = window.setInterval(() => {
      const now = performance.now();
      const value = shownNearness(nearness.current, now);
      setShown(value);
      const every = clickEvery(value);
      if (every === null || now - clickedAt < every) return;
      clickedAt = now;
      click(value);
    }, 80);
    return () => {
      window.clearInterval(timer);
      setShown(0);
    };
  }, [code, running]);
  return { shown, take };
}

/** Leads to one tag by ear and eye: the nearer, the fuller the bar and the faster the clicks. */
export function LocateTab() {
  const { readers, reader, choose, loaded } = useReaders();
  const [assetId, setAssetId] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [running, setRunning] = useState(false);
  const planned = useQuery(
    rpc.tracking.epcOfAsset.queryOptions({ input: { assetId: Number(assetId) }, enabled: assetId !== null }),
  ).data;
  const code = assetId === null ? typed.trim().toUpperCase() : (planned?.epc ?? '');
  const { shown, take } = useNearness(code, running);
  if (loaded && readers.length === 0) return <NoReader />;
  const percent = Math.round(shown * 100);
  return (
    <Stack gap="md">
      {running && reader !== null ? <SweepStream deviceId={reader.id} take={take} /> : null}
      <Group align="start" gap="sm">
        <ReaderSelect readers={readers} reader={reader} choose={choose} />
        <div style={{ width: 300 }}>
          <AssetSelect label={t('tracking.wanted')} value={assetId} onChange={setAssetId} except={0} />
        </div>
        {assetId === null ? (
          <TextInput
            label={t('tracking.orCode')}
            w={220}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        <Button
          mt={23}
          disabled={reader === null || code === ''}
          leftSection={running ? <IconPlayerStop size={16} /> : <IconPlayerPlay size={16} />}
          onClick={() => setRunning(!running)}
        >
          {running ? t('tracking.stop') : t('tracking.locate')}
        </Button>
      </Group>
      {assetId !== null && planned?.epc === null ? <Text c="dimmed">{t('tracking.noEpc')}</Text> : null}
      <div className={classes['nearness']}>
        <div className={classes['percent']}>{running ? formatPercent(percent) : '–'}</div>
        <div
          className={classes['bar']}
          role="meter"
          aria-label={t('tracking.nearness')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <div style={{ width: `${percent}%` }} />
        </div>
        <Text c="dimmed" role="status">
          {running ? (percent === 0 ? t('tracking.outOfReach') : t('tracking.inReach')) : t('tracking.locateHint')}
        </Text>
      </div>
    </Stack>
  );
}
