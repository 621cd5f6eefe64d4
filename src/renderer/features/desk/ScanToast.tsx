import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { t, word } from '#renderer/ui/text/t.ts';
import { OutcomeIcon } from './OutcomeIcon.tsx';
import { outcomeLook, pathOf, reasonOf, titleOf } from './outcome.ts';
import { useLatestMoment } from './scan-queue.ts';
import classes from './scan-toast.module.css';

/** What came of a scan that was read while another page was open. */
export function ScanToast({ openDesk }: { openDesk: () => void }) {
  const { last, turn } = useLatestMoment();
  const [seen, setSeen] = useState(turn);
  useEffect(() => {
    if (last === null || turn === seen || outcomeLook[last.outcome].tone === 'bad') return undefined;
    const timer = window.setTimeout(() => setSeen(turn), 10_000);
    return () => window.clearTimeout(timer);
  }, [last, turn, seen]);
  if (last === null || turn === seen) return null;
  const { tone } = outcomeLook[last.outcome];
  return (
    <aside className={classes['toast']} data-tone={tone} aria-label={t('desk.result')}>
      <div role={tone === 'good' || tone === 'info' ? 'status' : 'alert'} className={classes['text']}>
        <div className={classes['verb']}>
          <OutcomeIcon result={last} size={20} />
          {word('outcome', last.outcome)}
        </div>
        <div className={classes['code']}>{titleOf(last)}</div>
        <div>{reasonOf(last) ?? pathOf(last) ?? last.asset?.name}</div>
      </div>
      <CloseButton className={classes['close'] ?? ''} aria-label={t('action.close')} onClick={() => setSeen(turn)} />
      <Button size="compact-sm" variant="default" onClick={openDesk}>
        {t('desk.goToDesk')}
      </Button>
    </aside>
  );
}
