import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import { SettingsForm } from '#renderer/ui/SettingsForm.tsx';

export function StocktakeSettings(initial: { secondPerson: boolean }) {
  const [secondPerson, setSecondPerson] = useState(initial.secondPerson);
  const save = useMutation({
    mutationFn: () => client.setup.updateStocktakes({ secondPerson }),
    onSuccess: () => announce(t('setup.saved')),
  });
  return (
    <SettingsForm
      title={t('nav.stocktakes')}
      changed={secondPerson !== initial.secondPerson}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      save={() => save.mutate()}
    >
      <Switch
        label={t('setup.secondPerson')}
        description={t('setup.secondPersonHint')}
        checked={secondPerson}
        onChange={(event) => setSecondPerson(event.currentTarget.checked)}
      />
    </SettingsForm>
  );
}
