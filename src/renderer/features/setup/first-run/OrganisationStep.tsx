import { Button, Group, Loader, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { formatTag, initialTagScheme, tagScheme } from '#shared/features/assets/tag-scheme.ts';
import classes from '#renderer/features/auth/entrance.module.css';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { currencyChoices, likelyCurrency } from '#renderer/ui/text/currencies.ts';

/** What was entered before is there again when the step is gone back to. */
export function OrganisationStep({ done }: { done: () => void }) {
  const settings = useQuery(rpc.setup.getSettings.queryOptions());
  if (settings.data === undefined) return <Loader size="sm" />;
  return <OrganisationForm name={settings.data.organisation.name} done={done} />;
}

function OrganisationForm({ name: initialName, done }: { name: string; done: () => void }) {
  const [name, setName] = useState(initialName);
  const [currency, setCurrency] = useState(likelyCurrency());
  const [prefix, setPrefix] = useState(initialTagScheme.prefix);
  const [digits, setDigits] = useState(initialTagScheme.digits);
  const scheme = tagScheme.safeParse({ prefix, digits });
  const save = useMutation({
    mutationFn: async () => {
      await client.setup.updateOrganisation({ name, currency, contact: '' });
      await client.setup.updateTagScheme({ prefix, digits });
    },
    onSuccess: done,
  });
  const ready = name.trim() !== '' && scheme.success;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed">{t('firstRun.organisationHint')}</Text>
        <TextInput
          label={t('setup.organisationName')}
          value={name}
          autoFocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group grow align="start">
          <Select
            label={t('setup.currency')}
            data={currencyChoices()}
            value={currency}
            searchable
            allowDeselect={false}
            onChange={(value) => setCurrency(value ?? currency)}
          />
          <TextInput
            label={t('setup.tagPrefix')}
            value={prefix}
            error={scheme.success ? null : t('setup.tagPrefixRule')}
            onChange={(event) => setPrefix(event.currentTarget.value.toUpperCase())}
          />
          <NumberInput
            label={t('setup.tagDigits')}
            value={digits}
            min={3}
            max={10}
            allowDecimal={false}
            onChange={(value) => setDigits(Number(value))}
          />
        </Group>
        <div className={classes['tag']} aria-live="polite" aria-label={t('setup.tagPreview')} role="img">
          {scheme.success ? formatTag(scheme.data, 123) : '–'}
        </div>
        <Text size="sm" c="dimmed">
          {t('firstRun.tagHint')}
        </Text>
        {save.error === null ? null : <FailureAlert sentence={sentenceOfError(save.error)} />}
        <Button type="submit" loading={save.isPending} disabled={!ready}>
          {t('action.continue')}
        </Button>
      </Stack>
    </form>
  );
}
