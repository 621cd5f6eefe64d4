import { Button } from '@mantine/core';
import { IconPlayerStop, IconRadar2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { scanOutcomes } from '#shared/features/stocktakes/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { ScanVerdict } from '#renderer/ui/ScanVerdict.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import type { CountSound } from '../result-look.ts';
import { useSweep } from './use-sweep.ts';

interface SweepPanelProps {
  id: number;
  place: { id: number; name: string };
  device: { id: number; name: string };
  play: (sound: CountSound) => void;
  stop: () => void;
}

/** What a reader of tags has found at this place so far. */
export function SweepPanel({ id, place, device, play, stop }: SweepPanelProps) {
  const { reads, tags, waiting, outcomes, failure } = useSweep(id, place.id, device.id, play);
  const state = useQuery(rpc.devices.list.queryOptions()).data?.find((each) => each.id === device.id)?.state ?? 'ready';
  const isReading = state === 'ready';
  return (
    <ScanVerdict
      label={t('stocktakes.sweep')}
      tone={failure === null && isReading ? 'info' : 'bad'}
      icon={IconRadar2}
      verb={t('stocktakes.sweeping')}
      title={t('stocktakes.sweepTags', { count: tags })}
    >
      <div>{t('stocktakes.sweepReads', { count: reads, device: device.name })}</div>
      <div>
        {scanOutcomes
          .flatMap((outcome) => {
            const count = outcomes[outcome] ?? 0;
            return count === 0 ? [] : [`${word('countOutcome', outcome)} ${formatNumber(count)}`];
          })
          .join(' · ')}
      </div>
      {waiting === 0 ? null : <div>{t('stocktakes.sweepWaiting', { count: waiting })}</div>}
      {failure === null ? null : <div>{failure}</div>}
      {isReading ? null : (
        <div role="alert">{t('stocktakes.sweepReaderLost', { state: word('deviceState', state) })}</div>
      )}
      <Button mt="sm" size="md" variant="default" leftSection={<IconPlayerStop size={18} />} onClick={stop}>
        {t('stocktakes.sweepStop')}
      </Button>
    </ScanVerdict>
  );
}
