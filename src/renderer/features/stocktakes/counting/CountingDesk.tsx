import { Button, SegmentedControl } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { CountingSession, StocktakeDetail } from '#shared/features/stocktakes/model.ts';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
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
import { useCounting } from './use-counting.ts';

interface CountingDeskProps {
  stocktake: StocktakeDetail;
  play: (sound: CountSound) => void;
}

/** Counts by scan: the place first, then everything that is there. */
export function CountingDesk({ stocktake, play }: CountingDeskProps) {
  const { id, sessions, tally } = stocktake;
  const { answers, waiting, count } = useCounting(id, play);
  const [side, setSide] = useState<'open' | 'recent'>('open');
  const own = sessions.find((session) => session.own && session.lane === 'A') ?? null;
  const shown = tally === null ? 'recent' : side;
  const here = own?.place?.id ?? null;
  return (
    <div className={classes['desk']}>
      <CountedPlace id={id} own={own} />
      {answers.B === undefined ? (
        <CountVerdict key={answers.A?.turn} answer={answers.A ?? null} waiting={waiting > 0} label={t('desk.result')} />
      ) : (
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 10, minHeight: 0 }}>
          <CountVerdict
            key={`A${answers.A?.turn}`}
            answer={answers.A ?? null}
            waiting={waiting > 0}
            label={t('stocktakes.scanner', { lane: 'A' })}
          />
          <CountVerdict
            key={`B${answers.B.turn}`}
            answer={answers.B}
            waiting={waiting > 0}
            label={t('stocktakes.scanner', { lane: 'B' })}
          />
        </div>
      )}
      <div style={{ display: 'grid', gap: 8 }}>
        {tally === null ? null : <TallyTiles tally={tally} />}
        <Counters sessions={sessions} />
      </div>
      <CodeByHand count={(text) => count({ text }, 'manual')} />
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

function CodeByHand({ count }: { count: (text: string) => void }) {
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
    </div>
  );
}
