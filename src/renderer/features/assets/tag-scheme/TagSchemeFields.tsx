import { Checkbox, Group, NumberInput, Select, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { checkMethods } from '#shared/primitives/check-digits.ts';
import { pureIdentityUri } from '#shared/primitives/epc.ts';
import { epcOfTag, formatTag, problemOfScheme, tagScheme } from '#shared/features/assets/tag-scheme.ts';
import type { TagParts, TagScheme } from '#shared/features/assets/tag-scheme.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './tag-scheme.module.css';
import { TagGs1Fields } from './TagGs1Fields.tsx';

interface TagSchemeFieldsProps {
  scheme: TagScheme;
  change: (part: Partial<TagScheme>) => void;
  /** What the preview fills in for the tokens, and its running number. */
  example: TagParts;
  number: number;
  /** Stands beside the digits. */
  beside?: ReactNode;
  disabled?: boolean;
}

/** How tags are made, with the tag that comes of it shown at once. */
export function TagSchemeFields({ scheme, change, example, number, beside, disabled = false }: TagSchemeFieldsProps) {
  const checked = tagScheme.safeParse(scheme);
  const problem = checked.success ? problemOfScheme(checked.data) : null;
  const tag = checked.success ? formatTag(checked.data, number, example) : '–';
  const epc = checked.success ? epcOfTag(checked.data, tag, number) : null;
  return (
    <fieldset disabled={disabled} className={classes['fields']}>
      <Group grow align="start">
        <TextInput
          label={t('setup.tagPrefix')}
          description={t('setup.tagTokens')}
          value={scheme.prefix}
          error={checked.success || scheme.gs1 !== null ? null : t('setup.tagPrefixRule')}
          onChange={(event) => change({ prefix: event.currentTarget.value.toUpperCase() })}
        />
        <Select
          label={t('setup.tagCheck')}
          description={t('setup.tagCheckHint')}
          data={['none' as const, ...checkMethods].map((value) => ({ value, label: word('setup.check', value) }))}
          allowDeselect={false}
          value={scheme.check}
          onChange={(value) => change({ check: tagScheme.shape.check.parse(value ?? 'none') })}
        />
      </Group>
      <Group grow align="start">
        <NumberInput
          label={t('setup.tagDigits')}
          min={3}
          max={10}
          allowDecimal={false}
          value={scheme.digits}
          onChange={(value) => change({ digits: Number(value) })}
        />
        {beside}
      </Group>
      <Checkbox
        label={t('setup.ownSeries')}
        checked={scheme.ownSeries}
        onChange={(event) => change({ ownSeries: event.currentTarget.checked })}
      />
      <TagGs1Fields gs1={scheme.gs1} change={(gs1) => change({ gs1 })} />
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
    </fieldset>
  );
}
