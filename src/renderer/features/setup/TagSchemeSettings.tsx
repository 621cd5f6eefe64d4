import { Checkbox, Group, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { checkMethods } from '#shared/primitives/check-digits.ts';
import { pureIdentityUri } from '#shared/primitives/epc.ts';
import { epcOfTag, formatTag, problemOfScheme, tagScheme } from '#shared/features/assets/tag-scheme.ts';
import type { TagScheme } from '#shared/features/assets/tag-scheme.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { SettingsForm } from './SettingsForm.tsx';
import { TagGs1Fields } from './TagGs1Fields.tsx';

/** What the preview fills in for the tokens. */
const example = { category: 'LT', site: 'HQ', year: String(new Date().getFullYear()) };

export function TagSchemeSettings({ scheme, nextNumber }: { scheme: TagScheme; nextNumber: number }) {
  const [draft, setDraft] = useState(scheme);
  const [next, setNext] = useState(nextNumber);
  const checked = tagScheme.safeParse(draft);
  const problem = checked.success ? problemOfScheme(checked.data) : null;
  const change = (part: Partial<TagScheme>) => setDraft((known) => ({ ...known, ...part }));
  const save = useMutation({
    mutationFn: () => client.setup.updateTagScheme({ ...draft, ...(next > nextNumber ? { nextNumber: next } : {}) }),
    onSuccess: () => announce(t('setup.saved')),
  });
  const number = Math.max(next, nextNumber);
  const tag = checked.success ? formatTag(checked.data, number, example) : '–';
  const epc = checked.success ? epcOfTag(checked.data, tag, number) : null;
  const changed = JSON.stringify(draft) !== JSON.stringify(scheme) || next > nextNumber;
  return (
    <SettingsForm
      title={t('setup.tagScheme')}
      changed={checked.success && problem === null && changed}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      save={() => save.mutate()}
    >
      <Group grow align="start">
        <TextInput
          label={t('setup.tagPrefix')}
          description={t('setup.tagTokens')}
          value={draft.prefix}
          error={checked.success || draft.gs1 !== null ? null : t('setup.tagPrefixRule')}
          onChange={(event) => change({ prefix: event.currentTarget.value.toUpperCase() })}
        />
        <Select
          label={t('setup.tagCheck')}
          description={t('setup.tagCheckHint')}
          data={['none' as const, ...checkMethods].map((value) => ({ value, label: word('setup.check', value) }))}
          allowDeselect={false}
          value={draft.check}
          onChange={(value) => change({ check: tagScheme.shape.check.parse(value ?? 'none') })}
        />
      </Group>
      <Group grow align="start">
        <NumberInput
          label={t('setup.tagDigits')}
          min={3}
          max={10}
          allowDecimal={false}
          value={draft.digits}
          onChange={(value) => change({ digits: Number(value) })}
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
      <Checkbox
        label={t('setup.ownSeries')}
        checked={draft.ownSeries}
        onChange={(event) => change({ ownSeries: event.currentTarget.checked })}
      />
      <TagGs1Fields gs1={draft.gs1} change={(gs1) => change({ gs1 })} />
      <Text size="sm" aria-live="polite" component="div">
        {t('setup.nextTag')} <strong>{tag}</strong>
        {epc === null ? null : <div className="numbers">{`${pureIdentityUri(epc.epc)} · ${epc.hex}`}</div>}
      </Text>
      {problem === null ? null : (
        <Text size="sm" role="alert" style={{ color: 'var(--qm-warn)' }}>
          {t(`issue.${problem}`)}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t('setup.tagHint')}
      </Text>
    </SettingsForm>
  );
}
