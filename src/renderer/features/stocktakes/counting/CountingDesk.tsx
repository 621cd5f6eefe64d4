import { Button, SegmentedControl } from '@mantine/core';
import { IconMapPin, IconRadar2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { isTagReader } from '#shared/features/devices/contract.ts';
import type { Device } from '#shared/features/devices/contract.ts';
import { lanes } from '#shared/features/stocktakes/model.ts';
import type { CountedQuantity, CountingSession, Lane, StocktakeDetail } from '#shared/features/stocktakes/model.ts';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { formatPathEnd } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { CountSound } from '../result-look.ts';
import { TallyTiles } from '../TallyTiles.tsx';
import classes from './counting.module.css';
import { CountVerdict } from './CountVerdict.tsx';
import { LastSightings } from './LastSightings.tsx';
import { NotSeenYet } from './NotSeenYet.tsx';
import { SweepPanel } from './SweepPanel.tsx';
import { useCounting } from './use-counting.ts';
import type { Answer } from './use-counting.ts';

interface CountingDeskProps {
  stocktake: StocktakeDetail;
  play: (sound: CountSound) => void;
  /** How many there are of what is counted by quantity; another part of the window counts it. */
  quantity: (supply: CountedQuantity, placeId: number) => ReactNode;
}

/** Counts by scan: the place first, then everything that is there. */
export function CountingDesk({ stocktake, play, quantity }: CountingDeskProps) {
  const { id, sessions } = stocktake;
  // Whoever may see the numbers of a blind count does not see them where he counts.
  const tally = stocktake.blind ? null : stocktake.tally;
  const { answers, waiting, count } = useCounting(id, play);
  const [reader, setReader] = useState<Device | null>(null);
  const [side, setSide] = useState<'open' | 'recent'>('open');
  const own = sessions.find((session) => session.own && session.lane === 'A') ?? null;
  const shown = tally === null ? 'recent' : side;
  const here = own?.place?.id ?? null;
  return (
    <div className={classes['desk']}>
      <CountedPlace id={id} own={own} />
      {reader !== null && own?.place ? (
        <SweepPanel
          key={`${own.place.id} ${reader.id}`}
          id={id}
          place={own.place}
          device={reader}
          play={play}
          stop={() => setReader(null)}
        />
      ) : (
        <Verdicts answers={answers} waiting={waiting > 0} quantity={quantity} />
      )}
      <div style={{ display: 'grid', gap: 8 }}>
        {tally === null ? null : <TallyTiles tally={tally} />}
        <Counters sessions={sessions} />
      </div>
      <CodeByHand count={(text) => count({ text }, 'manual')}>
        <StartSweep mayStart={own?.place !== null && own !== null && reader === null} start={setReader} />
      </CodeByHand>
      <aside className={classes['side']} aria-label={t('stocktakes.side')}>
        {tally === null ? null : (
          <SegmentedControl
            fullWidth
            m={8}
            value={shown}
            onChange={(next) => setSide(next === 'recent' ? 'recent' : 'open')}
            data={[
              { value: 'open', label: t('stocktakes.notSeenYet', { count: tally.missing }) },
              { value: 'recent', label: t('stocktakes.lastSightings') },
            ]}
          />
        )}
        {/* What scrolls must be reachable by keyboard. */}
        <div className={classes['sideBody']} tabIndex={0} role="region" aria-label={t('stocktakes.side')}>
          {shown === 'open' ? (
            <NotSeenYet id={id} here={here} seen={(tag) => count({ text: tag }, 'manual')} />
          ) : (
            <LastSightings id={id} />
          )}
        </div>
      </aside>
    </div>
  );
}

interface VerdictsProps {
  answers: Partial<Record<Lane, Answer>>;
  waiting: boolean;
  quantity: CountingDeskProps['quantity'];
}

/** The last result; once a second scanner has read something, one beside the other. */
function Verdicts({ answers, waiting, quantity }: VerdictsProps) {
  const shown = lanes.filter((lane) => lane === 'A' || answers[lane] !== undefined);
  return (
    <div className={classes['verdicts']}>
      {shown.map((lane) => (
        <CountVerdict
          key={`${lane}${answers[lane]?.turn ?? 0}`}
          answer={answers[lane] ?? null}
          waiting={waiting}
          quantity={quantity}
          label={shown.length === 1 ? t('desk.result') : t('stocktakes.scanner', { lane })}
        />
      ))}
    </div>
  );
}

/** Where the next scans are counted, chosen by the label at the place or from the list. */
function CountedPlace({ id, own }: { id: number; own: CountingSession | null }) {
  const places = usePlaceChoices();
  const choose = useAction((placeId: number) => client.stocktakes.setPlace({ id, placeId }));
  const place = own?.place ?? null;
  return (
    <section className={classes['place']} data-set={place === null ? undefined : ''} aria-label={t('stocktakes.place')}>
      <IconMapPin size={34} aria-hidden />
      <div className={classes['placeText']}>
        <div className={classes['placeName']} title={place?.name}>
          {place === null ? t('stocktakes.noPlaceYet') : formatPathEnd(place.name)}
        </div>
        <div className={classes['placeHint']}>
          {place === null ? t('stocktakes.noPlaceYetHint') : t('stocktakes.countingIn', { path: place.name })}
        </div>
      </div>
      <SearchableSelect
        w={190}
        clearable={false}
        aria-label={t('stocktakes.choosePlace')}
        placeholder={t('stocktakes.choosePlace')}
        data={places}
        value={null}
        onChange={(value) => value !== null && choose.mutate(Number(value))}
      />
    </section>
  );
}

/** Everybody who counts, and where. */
function Counters({ sessions }: { sessions: readonly CountingSession[] }) {
  if (sessions.length === 0) return null;
  return (
    <div className={classes['counters']} role="group" aria-label={t('stocktakes.counters')}>
      {sessions.map(({ id, operator, desk, lane, origin, place, sightings }) => (
        <span key={id} className="numbers">
          {t(origin === 'file' ? 'stocktakes.counterByFile' : 'stocktakes.counter', {
            operator,
            desk: lane === 'B' ? `${desk} B` : desk,
            place: place === null ? '–' : formatPathEnd(place.name),
            count: sightings,
          })}
        </span>
      ))}
    </div>
  );
}

function CodeByHand({ count, children }: { count: (text: string) => void; children: ReactNode }) {
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '') return;
    count(code.trim());
    setCode('');
  };
  return (
    <div className={classes['entry']}>
      <form onSubmit={submit}>
        <ScanField
          style={{ flex: 1 }}
          label={t('desk.typeCode')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          onScan={count}
        />
        <Button type="submit" variant="default" disabled={code.trim() === ''}>
          {t('desk.enter')}
        </Button>
      </form>
      {children}
    </div>
  );
}

/** One button for each reader of tags that is set up. */
function StartSweep({ mayStart, start }: { mayStart: boolean; start: (device: Device) => void }) {
  const devices = useQuery(rpc.devices.list.queryOptions()).data ?? [];
  const readers = devices.filter(({ kind }) => isTagReader(kind));
  return readers.map((device) => (
    <Button
      key={device.id}
      variant="default"
      leftSection={<IconRadar2 size={16} />}
      disabled={!mayStart || device.state !== 'ready'}
      title={mayStart ? undefined : t('stocktakes.sweepNeedsPlace')}
      onClick={() => start(device)}
    >
      {t('stocktakes.sweepWith', { device: device.name })}
    </Button>
  ));
}
