import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { SessionOperator, SessionStatus } from '#shared/features/auth/model.ts';
import { refetchSession, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { LockScreen } from './LockScreen.tsx';
import { SessionContext } from './session.ts';
import { SignIn } from './SignIn.tsx';
import { Unusable } from './Unusable.tsx';

interface SessionGateProps {
  /** Shown as long as the first run is not finished. */
  firstRun: (administratorExists: boolean) => ReactNode;
  /** Shown while borrowers serve themselves. */
  kiosk: ReactNode;
  children: ReactNode;
}

function Inside({
  operator,
  status,
  firstRun,
  children,
}: Omit<SessionGateProps, 'kiosk'> & { operator: SessionOperator; status: SessionStatus }) {
  const progress = useQuery(rpc.setup.progress.queryOptions());
  const session = useMemo(() => ({ operator, status }), [operator, status]);
  const settingUp = progress.data?.finished === false && operator.permissions.includes('settings.edit');
  if (progress.isPending) return <Waiting />;
  return <SessionContext value={session}>{settingUp ? firstRun(true) : children}</SessionContext>;
}

function Waiting() {
  return (
    <Center h="100vh">
      <Loader size="sm" role="status" aria-label="Quartermaster" />
    </Center>
  );
}

/** Which of the faces of the window is shown: first run, sign-in, lock, trouble, or the desk itself. */
export function SessionGate({ firstRun, kiosk, children }: SessionGateProps) {
  const query = useQuery(rpc.auth.status.queryOptions({ staleTime: Infinity }));
  if (query.error !== null && query.data === undefined) {
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void refetchSession()} />;
  }
  const status = query.data;
  if (status === undefined) return <Waiting />;
  switch (status.state) {
    case 'first-run':
      return firstRun(false);
    case 'signed-out':
      return <SignIn status={status} />;
    case 'locked':
      return <LockScreen status={status} />;
    case 'unusable':
      return <Unusable status={status} />;
    case 'signed-in':
      if (status.kiosk) return kiosk;
      return status.operator === null ? (
        <SignIn status={status} />
      ) : (
        <Inside key={status.operator.id} operator={status.operator} status={status} firstRun={firstRun}>
          {children}
        </Inside>
      );
  }
}
