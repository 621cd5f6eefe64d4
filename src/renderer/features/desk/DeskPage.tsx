import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { rpc } from '#renderer/rpc/client.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { DeskEntry } from './DeskEntry.tsx';
import { RecentScans } from './RecentScans.tsx';
import { ResultPanel } from './ResultPanel.tsx';
import type { UnknownCodeActions } from './ResultPanel.tsx';
import { clearSubject, undoLast, useDeskMoment } from './scan-queue.ts';
import { SubjectPanel } from './SubjectPanel.tsx';

const none: never[] = [];

/** The desk always listens: the order of scans gives their meaning, and one thing at a time is on the screen. */
export function DeskPage({ actions }: { actions: UnknownCodeActions }) {
  const state = useQuery(rpc.desk.state.queryOptions({ input: { session: 'A' } }));
  const { last, turn, waiting } = useDeskMoment();
  const subject = state.data?.subject ?? null;

  useEffect(() => {
    document.title = `${t('nav.desk')} · Quartermaster`;
    const keys = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]') !== null) return;
      const typing = event.target instanceof HTMLInputElement && event.target.value !== '';
      if (event.key === 'Escape') void clearSubject();
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !typing) {
        event.preventDefault();
        void undoLast();
      }
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, []);

  return (
    <div className={classes['desk']}>
      <h1 className="visually-hidden">{t('nav.desk')}</h1>
      <SubjectPanel subject={subject} />
      <ResultPanel key={turn} result={last} waiting={waiting} actions={actions} />
      <DeskEntry loanDays={state.data?.loanDays ?? 14} />
      <RecentScans recent={state.data?.recent ?? none} />
    </div>
  );
}
