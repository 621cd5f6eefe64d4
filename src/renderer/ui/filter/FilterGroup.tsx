import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { isCondition, joinOf, partsOf } from '#shared/rpc/conditions.ts';
import type { Expression } from '#shared/rpc/conditions.ts';
import { t } from '../text/t.ts';
import { groupOf } from './edit-expression.ts';
import type { Group } from './edit-expression.ts';
import type { FilterField } from './filter-field.ts';
import classes from './filter.module.css';
import { FilterRow } from './FilterRow.tsx';

interface FilterGroupProps {
  group: Group;
  fields: readonly FilterField[];
  path: readonly number[];
  replace: (path: readonly number[], change: (each: Expression) => Expression | null) => void;
  add: (path: readonly number[], part: Expression) => void;
}

const newCondition: Expression = { field: '', operator: 'is', values: [] };
const deepestGroup = 3;

/** Conditions joined by and, or by or; groups may stand in groups. */
export function FilterGroup({ group, fields, path, replace, add }: FilterGroupProps) {
  const how = joinOf(group);
  const parts = partsOf(group);
  return (
    <div
      className={classes['group']}
      data-inner={path.length > 0 || undefined}
      role="group"
      aria-label={t('filter.group')}
    >
      <div className={classes['groupHead']}>
        <SegmentedControl
          size="xs"
          aria-label={t('filter.join')}
          data={[
            { value: 'all', label: t('filter.all') },
            { value: 'any', label: t('filter.any') },
          ]}
          value={how}
          onChange={(next) => replace(path, () => groupOf(next === 'any' ? 'any' : 'all', parts))}
        />
        {path.length > 0 ? (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconX size={13} />}
            onClick={() => replace(path, () => null)}
          >
            {t('filter.removeGroup')}
          </Button>
        ) : null}
      </div>
      {parts.map((part, index) => {
        const own = [...path, index];
        return isCondition(part) ? (
          <FilterRow
            // Rows have nothing that tells them apart but their place.
            key={index}
            condition={part}
            fields={fields}
            onChange={(next) => replace(own, () => next)}
            onRemove={() => replace(own, () => null)}
          />
        ) : (
          <FilterGroup key={index} group={part} fields={fields} path={own} replace={replace} add={add} />
        );
      })}
      <div className={classes['groupFoot']}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => add(path, newCondition)}
        >
          {t('filter.addCondition')}
        </Button>
        {path.length < deepestGroup ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => add(path, { [how === 'all' ? 'any' : 'all']: [newCondition] } as Expression)}
          >
            {t('filter.addGroup')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
