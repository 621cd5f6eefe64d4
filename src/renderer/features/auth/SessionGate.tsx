import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { SessionOperator, SessionStatus } from '#shared/features/auth/model.ts';
import { refetchSession, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useBackendNotices } from '#renderer/rpc/streams.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Waiting } from '#renderer/ui/Waiting.tsx';
import { keepForNextStart, lastSignIn } from './last-sign-in.ts';
import { LockScreen } from './LockScreen.tsx';
import { SessionContext } from './session.ts';
import { SignIn } from './SignIn.tsx';
import { Unusable } from './Unusable.tsx';

interface SessionGateProps {
  /** Shown as long as the first run is not finished. */
  firstRun: (administratorExists: boolean) => ReactNode;
  /** Shown while borrowers serve themselves. */
  kiosk: ReactNode;
  /** Shown in place of the sign-in when the data is damaged. */
  recovery: (username: string, dataFolder: string, back: () => void) => ReactNode;
  /** Called once the backend waits for a password: what lies behind it may be loaded meanwhile. */
  prepare: () => void;
  children: ReactNode;
}

function Inside({
  operator,
  status,
  firstRun,
  children,
}: Pick<SessionGateProps, 'firstRun' | 'children'> & { operator: SessionOperator; status: SessionStatus }) {
  const progress = useQuery(rpc.setup.progress.queryOptions());
  useBackendNotices();
  const session = useMemo(() => ({ operator, status }), [operator, status]);
  const settingUp = progress.data?.finished === false && operator.permissions.includes('settings.edit');
  if (progress.isPending) return <Waiting />;
  return <SessionContext value={session}>{settingUp ? firstRun(true) : children}</SessionContext>;
}

/** Which of the faces of the window is shown: first run, sign-in, lock, trouble, or the desk itself. */
export function SessionGate({ firstRun, kiosk, recovery, prepare, children }: SessionGateProps) {
  const query = useQuery(rpc.auth.status.queryOptions({ staleTime: Infinity, placeholderData: lastSignIn }));
  const answered = query.isPlaceholderData ? undefined : query.data;
  useEffect(() => {
    if (answered?.state !== 'signed-out') return;
    keepForNextStart(answered);
    prepare();
  }, [answered, prepare]);
  if (query.error !== null && query.data === undefined) {
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void refetchSession()} />;
  }
  const status = query.data;
  if (status === undefined) return <Waiting />;
  const signIn = (shown: SessionStatus) => (
    <SignIn status={shown} recovery={(username, back) => recovery(username, shown.dataFolder, back)} />
  );
  switch (status.state) {
    case 'first-run':
      return firstRun(false);
    case 'signed-out':
      return signIn(status);
    case 'locked':
      return <LockScreen status={status} />;
    case 'unusable':
      return <Unusable status={status} />;
    case 'signed-in':
      if (status.kiosk) return kiosk;
      return status.operator === null ? (
        signIn(status)
      ) : (
        <Inside key={status.operator.id} operator={status.operator} status={status} firstRun={firstRun}>
          {children}
        </Inside>
      );
  }
}
