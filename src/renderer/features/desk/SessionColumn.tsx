import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { DeskSessionName } from '#shared/features/desk/contract.ts';
import { queryClient, rpc } from '#renderer/rpc/client.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';
import { ResultPanel } from './ResultPanel.tsx';
import type { UnknownCodeActions } from './ResultPanel.tsx';
import { activate, useActiveSession, useDeskMoment } from './scan-queue.ts';
import { SubjectPanel } from './SubjectPanel.tsx';

export interface SessionColumnProps {
  session: DeskSessionName;
  /** Whether another session stands beside it, so that it has to say whose it is. */
  named: boolean;
  actions: UnknownCodeActions;
  /** How what was handed over is signed for; `asked` when a card asks for it now. */
  sign: ((custodyIds: readonly number[], asked: boolean) => ReactNode) | undefined;
}

/** One scanner's session: whom or where it is about and the answer to its last scan, in its own colour. */
export function SessionColumn({ session, named, actions, sign }: SessionColumnProps) {
  const state = useQuery(rpc.desk.state.queryOptions({ input: { session } }));
  const last = useDeskMoment(session, 'last');
  const turn = useDeskMoment(session, 'turn');
  const active = useActiveSession() === session;
  const subject = state.data?.subject ?? null;
  const toSign = state.data?.toSign ?? [];
  useEndOfSession(state.data?.endsAt ?? null);
  const signing =
    sign !== undefined && subject?.kind === 'person' && toSign.length > 0
      ? sign(toSign, last?.outcome === 'sign')
      : null;
  return (
    <div className={classes['session']} data-session={session} data-active={(named && active) || undefined}>
      {named ? (
        <button
          type="button"
          className={classes['sessionName']}
          aria-pressed={active}
          onClick={() => activate(session)}
        >
          {t('desk.session', { name: session })}
          <span>{active ? t('desk.keyboardHere') : t('desk.keyboardToHere')}</span>
        </button>
      ) : null}
      <SubjectPanel
        session={session}
        subject={subject}
        returning={state.data?.returning ?? false}
        door={state.data?.door ?? null}
        declaring={state.data?.declaring ?? null}
        sign={signing}
      />
      <ResultPanel key={turn} session={session} result={last} actions={actions} />
    </div>
  );
}

/** Asks again when the session has ended by itself, so that the screen never names somebody whom no scan is about. */
function useEndOfSession(endsAt: string | null): void {
  useEffect(() => {
    if (endsAt === null) return undefined;
    const left = Math.max(Date.parse(endsAt) - Date.now(), 0) + 500;
    const timer = window.setTimeout(() => void queryClient.invalidateQueries({ queryKey: rpc.desk.key() }), left);
    return () => window.clearTimeout(timer);
  }, [endsAt]);
}
