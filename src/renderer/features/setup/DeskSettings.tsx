import { Group, NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client, refetchSession } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import { SettingsForm } from '#renderer/ui/SettingsForm.tsx';

export function DeskSettings(initial: { idleLockMinutes: number; loanDays: number; sessionMinutes: number }) {
  const [idleLockMinutes, setMinutes] = useState(initial.idleLockMinutes);
  const [loanDays, setDays] = useState(initial.loanDays);
  const [sessionMinutes, setSessionMinutes] = useState(initial.sessionMinutes);
  const save = useMutation({
    mutationFn: () => client.setup.updateDesk({ idleLockMinutes, loanDays, sessionMinutes }),
    onSuccess: () => {
      announce(t('setup.saved'));
      void refetchSession();
    },
  });
  return (
    <SettingsForm
      title={t('setup.desk')}
      changed={
        idleLockMinutes !== initial.idleLockMinutes ||
        loanDays !== initial.loanDays ||
        sessionMinutes !== initial.sessionMinutes
      }
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      save={() => save.mutate()}
    >
      <Group grow align="start">
        <NumberInput
          label={t('setup.idleLock')}
          min={1}
          max={60}
          allowDecimal={false}
          value={idleLockMinutes}
          onChange={(value) => setMinutes(Number(value))}
        />
        <NumberInput
          label={t('setup.loanDays')}
          min={1}
          max={365}
          allowDecimal={false}
          value={loanDays}
          onChange={(value) => setDays(Number(value))}
        />
        <NumberInput
          label={t('setup.sessionMinutes')}
          min={1}
          max={240}
          allowDecimal={false}
          value={sessionMinutes}
          onChange={(value) => setSessionMinutes(Number(value))}
        />
      </Group>
    </SettingsForm>
  );
}
