import { Group, NumberInput, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatTag, tagScheme } from '#shared/features/assets/tag-scheme.ts';
import type { TagScheme } from '#shared/features/assets/tag-scheme.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import { SettingsForm } from './SettingsForm.tsx';

export function TagSchemeSettings({ scheme, nextNumber }: { scheme: TagScheme; nextNumber: number }) {
  const [prefix, setPrefix] = useState(scheme.prefix);
  const [digits, setDigits] = useState(scheme.digits);
  const [next, setNext] = useState(nextNumber);
  const checked = tagScheme.safeParse({ prefix, digits });
  const save = useMutation({
    mutationFn: () =>
      client.setup.updateTagScheme({ prefix, digits, ...(next > nextNumber ? { nextNumber: next } : {}) }),
    onSuccess: () => announce(t('setup.saved')),
  });
  return (
    <SettingsForm
      title={t('setup.tagScheme')}
      changed={checked.success && (prefix !== scheme.prefix || digits !== scheme.digits || next > nextNumber)}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      save={() => save.mutate()}
    >
      <Group grow align="start">
        <TextInput
          label={t('setup.tagPrefix')}
          value={prefix}
          error={checked.success ? null : t('setup.tagPrefixRule')}
          onChange={(event) => setPrefix(event.currentTarget.value.toUpperCase())}
        />
        <NumberInput
          label={t('setup.tagDigits')}
          min={3}
          max={10}
          allowDecimal={false}
          value={digits}
          onChange={(value) => setDigits(Number(value))}
        />
        <NumberInput
          label={t('setup.nextNumber')}
          min={nextNumber}
          allowDecimal={false}
          thousandSeparator=""
          value={next}
          onChange={(value) => setNext(Number(value))}
        />
      </Group>
      <Text size="sm">
        {t('setup.nextTag')}{' '}
        <strong>{checked.success ? formatTag(checked.data, Math.max(next, nextNumber)) : '–'}</strong>
      </Text>
      <Text size="sm" c="dimmed">
        {t('setup.tagHint')}
      </Text>
    </SettingsForm>
  );
}
