import { Group, SegmentedControl, Select, TagsInput, TextInput } from '@mantine/core';
import type { Mapping } from '#shared/features/recovery/model.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import classes from './recovery.module.css';

interface MappingFieldsProps {
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

const kinds = ['columns', 'pattern'] as const;
const separators = [';', ',', '\t', '|'] as const;
const columns = ['item', 'endedAt', 'outcome', 'bytes', 'note'] as const;

/** How a line is read: which column holds what, or a pattern, and which words mean that it went well. */
export function MappingFields({ mapping, onChange }: MappingFieldsProps) {
  const set = (some: Partial<Mapping>) => onChange({ ...mapping, ...some });
  return (
    <>
      <Group align="end">
        <SegmentedControl
          aria-label={t('recovery.readBy')}
          data={kinds.map((value) => ({ value, label: word('mappingKind', value) }))}
          value={mapping.kind}
          onChange={(value) => set({ kind: kinds.find((each) => each === value) ?? mapping.kind })}
        />
        {mapping.kind === 'columns' ? (
          <Select
            label={t('recovery.separator')}
            w={150}
            allowDeselect={false}
            data={separators.map((value) => ({ value, label: value === '\t' ? t('recovery.tabulator') : value }))}
            value={mapping.separator}
            onChange={(value) => set({ separator: separators.find((each) => each === value) ?? mapping.separator })}
          />
        ) : null}
        <WholeNumberField
          label={t('recovery.zoneMinutes')}
          w={210}
          min={-840}
          max={840}
          value={mapping.zoneMinutes}
          onChange={(value) => set({ zoneMinutes: Number(value) || 0 })}
        />
      </Group>
      {mapping.kind === 'columns' ? (
        <div className={classes['mapping']}>
          {columns.map((column) => (
            <WholeNumberField
              key={column}
              label={t('recovery.column', { name: word('runColumn', column) })}
              min={1}
              max={50}
              value={mapping[column] ?? ''}
              onChange={(value) => {
                if (value !== '') set({ [column]: Math.min(50, Math.max(1, Number(value))) });
                else if (column === 'bytes' || column === 'note') set({ [column]: null });
              }}
            />
          ))}
        </div>
      ) : (
        <TextInput
          label={t('recovery.pattern')}
          description={t('recovery.patternHint')}
          maxLength={400}
          value={mapping.pattern}
          onChange={(event) => set({ pattern: event.currentTarget.value })}
        />
      )}
      <Group grow align="start">
        <TagsInput
          label={t('recovery.okWords')}
          value={mapping.okWords}
          onChange={(okWords) => {
            if (okWords.length > 0) set({ okWords });
          }}
        />
        <TagsInput
          label={t('recovery.warningWords')}
          value={mapping.warningWords}
          onChange={(warningWords) => set({ warningWords })}
        />
      </Group>
    </>
  );
}
