import { Loader, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '#renderer/features/auth/session.ts';
import { CommandCards } from '#renderer/features/desk/cards/CommandCards.tsx';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { DeskSettings } from './DeskSettings.tsx';

/** What holds at the desk, and the cards that lie on it. */
export function DeskPanel() {
  const mayEdit = useMay()('settings.edit');
  const query = useQuery(rpc.setup.getSettings.queryOptions());
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const { idleLockMinutes, loanDays, sessionMinutes } = query.data;
  return (
    <Stack gap="md">
      {mayEdit ? (
        <DeskSettings idleLockMinutes={idleLockMinutes} loanDays={loanDays} sessionMinutes={sessionMinutes} />
      ) : null}
      <CommandCards />
    </Stack>
  );
}
