import { IconAlertTriangle, IconBarcode } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CountedQuantity, CountResult } from '#shared/features/stocktakes/model.ts';
import { ScanVerdict } from '#renderer/ui/ScanVerdict.tsx';
import { formatPathEnd } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { lookOf } from '../result-look.ts';
import type { Answer } from './use-counting.ts';

/** Where it is and where it should be, as far as that says something. */
function Places({ result: { outcome, expectedPlace, place } }: { result: CountResult }) {
  if (outcome === 'place' || outcome === 'place_first' || outcome === 'not_countable') return null;
  const differs = outcome === 'wrong_place' || outcome === 'unexpected';
  return (
    <>
      {differs && expectedPlace !== null ? (
        <div>{t('stocktakes.recordSays', { place: formatPathEnd(expectedPlace) })}</div>
      ) : null}
      {place === null ? null : <div>{t('stocktakes.countedAt', { place: formatPathEnd(place.name) })}</div>}
    </>
  );
}

/** What differs is kept for the end; whoever counts need not stop for it. */
const goesOn: ReadonlySet<CountResult['outcome']> = new Set(['wrong_place', 'unexpected', 'no_place', 'unknown']);

interface CountVerdictProps {
  answer: Answer | null;
  waiting: boolean;
  label: string;
  /** Says how many there are of what is counted by quantity. */
  quantity: (supply: CountedQuantity, placeId: number) => ReactNode;
}

function titleOf({ outcome, place, asset, supply, code }: CountResult): string {
  if (supply !== null) return t('stocktakes.countedSoFar', { count: supply.counted, name: supply.name });
  return outcome === 'place' && place !== null ? formatPathEnd(place.name) : (asset?.tag ?? code);
}

export function CountVerdict({ answer, waiting, label, quantity }: CountVerdictProps) {
  if (answer === null)
    return (
      <ScanVerdict
        label={label}
        tone="idle"
        icon={IconBarcode}
        verb={waiting ? t('desk.working') : t('stocktakes.ready')}
      >
        {t('stocktakes.readyHint')}
      </ScanVerdict>
    );
  const { result, failure } = answer;
  if (result === null)
    return (
      <ScanVerdict label={label} tone="bad" icon={IconAlertTriangle} verb={t('stocktakes.notCounted')}>
        {failure}
      </ScanVerdict>
    );
  const { tone, icon } = lookOf(result);
  const title = titleOf(result);
  return (
    <ScanVerdict
      label={label}
      tone={tone}
      icon={icon}
      verb={result.alarm ? t('stocktakes.alarm') : word('countOutcome', result.outcome)}
      title={title}
    >
      {result.asset === null ? null : <div>{result.asset.name}</div>}
      <Places result={result} />
      {result.supply === null || result.place === null ? null : quantity(result.supply, result.place.id)}
      {result.outcome === 'place' ? <div>{t('stocktakes.nextHint')}</div> : null}
      {goesOn.has(result.outcome) ? <div>{t('stocktakes.goOn')}</div> : null}
      {result.outcome === 'place_first' ? <div>{t('stocktakes.placeFirstHint')}</div> : null}
      {result.outcome === 'not_countable' ? <div>{t('stocktakes.notCountableHint')}</div> : null}
      {result.layoutMismatch ? <div>{t('desk.layoutMismatch')}</div> : null}
    </ScanVerdict>
  );
}
