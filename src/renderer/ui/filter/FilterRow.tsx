import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { operatorsOf } from '#shared/rpc/conditions.ts';
import type { Condition, Operator } from '#shared/rpc/conditions.ts';
import { t } from '../text/t.ts';
import type { FilterField } from './filter-field.ts';
import classes from './filter.module.css';
import { FilterValue } from './FilterValue.tsx';
import { operatorWord } from './in-words.ts';

interface FilterRowProps {
  condition: Condition;
  fields: readonly FilterField[];
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** Fields under their headings, as a select shows groups. */
function grouped(fields: readonly FilterField[]): { group: string; items: { value: string; label: string }[] }[] {
  return [...Map.groupBy(fields, ({ group }) => group)].map(([group, own]) => ({
    group,
    items: own.map(({ key, label }) => ({ value: key, label })),
  }));
}

export function FilterRow({ condition, fields, onChange, onRemove }: FilterRowProps) {
  const field = fields.find(({ key }) => key === condition.field);
  const kind = field?.kind;
  const chooseField = (key: string | null) => {
    const next = fields.find((each) => each.key === key);
    if (next === undefined) return;
    const [first = 'is'] = operatorsOf[next.kind];
    const keeps = next.kind === kind && operatorsOf[next.kind].includes(condition.operator);
    onChange({ field: next.key, operator: keeps ? condition.operator : first, values: [] });
  };
  return (
    <div className={classes['row']} role="group" aria-label={field?.label ?? t('filter.newCondition')}>
      <Select
        aria-label={t('filter.field')}
        placeholder={t('filter.chooseField')}
        data={grouped(fields)}
        value={field?.key ?? null}
        onChange={chooseField}
        searchable
        allowDeselect={false}
        autoFocus={field === undefined}
        limit={300}
        nothingFoundMessage={t('form.nothingFound')}
        comboboxProps={{ width: 280, position: 'bottom-start' }}
      />
      {field === undefined ? (
        <span />
      ) : (
        <Select
          aria-label={t('filter.operatorOf', { field: field.label })}
          data={operatorsOf[field.kind].map((value) => ({ value, label: operatorWord(value, field.kind) }))}
          value={condition.operator}
          onChange={(operator) => onChange({ ...condition, operator: (operator ?? 'is') as Operator })}
          allowDeselect={false}
        />
      )}
      {field === undefined ? (
        <span />
      ) : (
        <FilterValue condition={condition} field={field} onChange={(values) => onChange({ ...condition, values })} />
      )}
      <ActionIcon variant="subtle" color="gray" size={30} aria-label={t('filter.removeCondition')} onClick={onRemove}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}
