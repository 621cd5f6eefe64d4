import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { rpc } from '#renderer/rpc/client.ts';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { DeskEntry } from './DeskEntry.tsx';
import { RecentScans } from './RecentScans.tsx';
import type { UnknownCodeActions } from './ResultPanel.tsx';
import { activate, activeSession, clearSubject, undoLast, useActiveSession, useDeskMoment } from './scan-queue.ts';
import { SessionColumn } from './SessionColumn.tsx';
import type { SessionColumnProps } from './SessionColumn.tsx';

const none: never[] = [];

/** Whether the second scanner is in use: chosen here, or its device read something. */
function useSecondSession(): boolean {
  const [chosen] = useRemembered('secondScanner', 'no');
  const last = useDeskMoment('B', 'last');
  const shown = chosen === 'yes' || last !== null;
  useEffect(() => {
    if (!shown) activate('A');
  }, [shown]);
  return shown;
}

interface DeskPageProps {
  actions: UnknownCodeActions;
  /** How the items of a session are signed for. */
  sign?: SessionColumnProps['sign'];
}

/** The desk always listens: the order of scans gives their meaning, and one thing at a time is on the screen. */
export function DeskPage({ actions, sign }: DeskPageProps) {
  const two = useSecondSession();
  const session = useActiveSession();
  const state = useQuery(rpc.desk.state.queryOptions({ input: { session } }));

  useEffect(() => {
    document.title = `${t('nav.desk')} · Quartermaster`;
    const keys = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]') !== null) return;
      const field = event.target instanceof HTMLInputElement ? event.target : null;
      // A quantity is always there; whoever has keyed it in and scanned means the scan.
      const typing = field !== null && field.value !== '' && field.dataset['quantity'] === undefined;
      if (event.key === 'Escape') void clearSubject(activeSession());
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !typing) {
        event.preventDefault();
        void undoLast(activeSession());
      }
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, []);

  return (
    <div className={classes['desk']} data-two={two || undefined}>
      <h1 className="visually-hidden">{t('nav.desk')}</h1>
      <div className={classes['sessions']}>
        <SessionColumn session="A" named={two} actions={actions} sign={sign} />
        {two ? <SessionColumn session="B" named actions={actions} sign={sign} /> : null}
      </div>
      <DeskEntry session={session} loanDays={state.data?.loanDays ?? 14} />
      <RecentScans recent={state.data?.recent ?? none} />
    </div>
  );
}
