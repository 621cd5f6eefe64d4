import { Button, Drawer, Group as Row, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { conditionsOf, isComplete } from '#shared/rpc/conditions.ts';
import type { Condition, Expression } from '#shared/rpc/conditions.ts';
import { t } from '../text/t.ts';
import { addTo, asGroup, replaceAt, tidied } from './edit-expression.ts';
import type { FilterField } from './filter-field.ts';
import classes from './filter.module.css';
import { FilterGroup } from './FilterGroup.tsx';

interface FilterBuilderProps<Subject extends string> {
  fields: readonly FilterField<Subject>[];
  value: Expression<Subject> | undefined;
  onApply: (value: Expression<Subject> | undefined) => void;
  onClose: () => void;
}

const empty: Expression = { field: '', operator: 'is', values: [] };

/** Builds a filter of conditions and groups over the fields of a list. Ctrl+Enter applies it, Esc leaves it as it was. */
export function FilterBuilder<Subject extends string>({
  fields,
  value,
  onApply,
  onClose,
}: FilterBuilderProps<Subject>) {
  const [draft, setDraft] = useState(() => asGroup(value ?? empty));
  const isReady = ({ field: key, operator, values }: Condition): boolean => {
    const field = fields.find((each) => each.key === key);
    if (field === undefined) return false;
    const { normal } = field;
    return isComplete(operator) || (values.length > 0 && values.every((each) => !normal || normal(each) !== null));
  };
  const ready = tidied(draft, isReady);
  const unfinished = conditionsOf(draft).length - (ready === undefined ? 0 : conditionsOf(ready).length);
  const apply = (event?: FormEvent) => {
    event?.preventDefault();
    onApply(ready as Expression<Subject> | undefined);
    onClose();
  };
  const keys = (event: KeyboardEvent) => {
    const saves = event.key === 'Enter' || event.key.toLowerCase() === 's';
    if (!saves || (!event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    apply();
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={680}
      title={t('filter.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      onKeyDown={keys}
    >
      <form onSubmit={apply} className={classes['builder']}>
        <FilterGroup
          group={draft}
          fields={fields}
          path={[]}
          replace={(path, change) => setDraft((known) => replaceAt(known, path, change))}
          add={(path, part) => setDraft((known) => addTo(known, path, part))}
        />
        <Row justify="space-between" className={classes['foot'] ?? ''}>
          <Text size="xs" c="dimmed" role="status">
            {unfinished > 0 ? t('filter.unfinished', { count: unfinished }) : t('filter.hint')}
          </Text>
          <Row gap="xs">
            <Button variant="default" onClick={() => setDraft(asGroup(empty))}>
              {t('filter.clear')}
            </Button>
            <Button type="submit">{t('filter.apply')}</Button>
          </Row>
        </Row>
      </form>
    </Drawer>
  );
}
