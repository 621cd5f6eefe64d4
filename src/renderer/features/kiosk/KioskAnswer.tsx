import {
  IconAlertTriangle,
  IconArrowDownLeft,
  IconArrowUpRight,
  IconBan,
  IconCheck,
  IconFlagCheck,
  IconHandStop,
  IconHeadset,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { KioskBorrower, KioskOutcome, KioskResult } from '#shared/features/kiosk/contract.ts';
import { sentenceOf, sentenceOfCode } from '#renderer/rpc/failure.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './kiosk.module.css';
import type { KioskNews } from './use-kiosk-scans.ts';

type Tone = 'good' | 'info' | 'warn' | 'bad';

/** The colour is never alone: icon and words say the same. */
const looks: Readonly<Record<KioskOutcome, { tone: Tone; icon: Icon }>> = {
  welcome: { tone: 'info', icon: IconHandStop },
  borrowed: { tone: 'good', icon: IconArrowUpRight },
  returned: { tone: 'good', icon: IconArrowDownLeft },
  taken: { tone: 'good', icon: IconArrowUpRight },
  already: { tone: 'info', icon: IconCheck },
  damage_noted: { tone: 'warn', icon: IconAlertTriangle },
  finished: { tone: 'info', icon: IconFlagCheck },
  refused: { tone: 'bad', icon: IconBan },
  returning: { tone: 'info', icon: IconArrowDownLeft },
};

/** The answer to the last scan, as large as the window allows. */
export function KioskAnswer({ news, borrower }: { news: KioskNews | null; borrower: KioskBorrower | null }) {
  if (news?.is === 'failure')
    return (
      <section className={classes['answer']} data-tone="bad" aria-label={t('kiosk.answer')}>
        <div role="alert">
          <h1 className={classes['verb']}>
            <IconBan size="1em" aria-hidden />
            {t('kiosk.failed')}
          </h1>
          <p>{sentenceOf(news.failure)}</p>
        </div>
      </section>
    );
  if (news === null) return borrower === null ? null : <Ready borrower={borrower} />;
  return <Result result={news.result} borrower={borrower} />;
}

function Ready({ borrower }: { borrower: KioskBorrower }) {
  return (
    <section className={classes['answer']} data-tone="info" aria-label={t('kiosk.answer')}>
      <h1 className={classes['verb']}>{t('kiosk.hello', { name: borrower.name })}</h1>
      <p>{t('kiosk.scanItems')}</p>
    </section>
  );
}

function Result({ result, borrower }: { result: KioskResult; borrower: KioskBorrower | null }) {
  const { outcome, item, reason, waits } = result;
  const { tone, icon: OutcomeIcon } = looks[outcome];
  const isGreeting = outcome === 'welcome' && borrower !== null;
  return (
    <section className={classes['answer']} data-tone={tone} aria-label={t('kiosk.answer')}>
      <div role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}>
        <h1 className={classes['verb']}>
          <OutcomeIcon size="1em" aria-hidden />
          {isGreeting ? t('kiosk.hello', { name: borrower.name }) : word('kioskOutcome', outcome)}
        </h1>
        {item === null ? null : (
          <div className={classes['thing']}>
            {item.quantity === null ? item.name : t('kiosk.ofSupply', { quantity: item.quantity, name: item.name })}{' '}
            <span className={classes['tag']}>{item.tag}</span>
          </div>
        )}
        {outcome === 'borrowed' && item !== null && item.dueOn !== null ? (
          <div className={classes['due']}>{t('kiosk.bringBackBy', { day: formatDay(item.dueOn) })}</div>
        ) : null}
        {isGreeting ? <p>{t(borrower.blocked === null ? 'kiosk.scanItems' : 'kiosk.onlyReturns')}</p> : null}
        {reason === null ? null : <p>{sentenceOfCode('kioskReason', reason.code, reason.facts)}</p>}
        {waits ? (
          <p className={classes['waits']}>
            <IconHeadset size="1em" aria-hidden />
            {t('kiosk.deskKnows')}
          </p>
        ) : null}
      </div>
    </section>
  );
}
