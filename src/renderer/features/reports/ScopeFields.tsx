import { Button, Group, Select, Stack } from '@mantine/core';
import type { ReportScope } from '#shared/features/reports/builder-contract.ts';
import {
  useCategoryChoices,
  useDepartmentChoices,
  usePlaceChoices,
} from '#renderer/features/assets/use-register-choices.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { daysOfPeriod, usualPeriods } from './periods.ts';

export const everything: ReportScope = { from: null, to: null, placeId: null, departmentId: null, categoryId: null };

export const isReversed = ({ from, to }: ReportScope): boolean => from !== null && to !== null && from > to;

interface ScopeFieldsProps {
  scope: ReportScope;
  choose: (scope: ReportScope) => void;
  /** Which days are asked for: both ends, the last only, or none. */
  period?: 'range' | 'end' | 'none';
  assets?: boolean;
}

const idOf = (value: string | null) => (value === null ? null : Number(value));
const textOf = (id: number | null) => (id === null ? null : String(id));

/** What something is restricted to: days, place, department and category; empty is everything. */
export function ScopeFields({ scope, choose, period = 'range', assets = true }: ScopeFieldsProps) {
  const searchable = {
    searchable: true,
    clearable: true,
    nothingFoundMessage: t('form.nothingFound'),
    placeholder: t('reports.everything'),
  } as const;
  const places = usePlaceChoices();
  const departments = useDepartmentChoices();
  const categories = useCategoryChoices();
  return (
    <Stack gap="sm">
      {period === 'none' ? null : (
        <Group align="end" gap="sm">
          {period === 'end' ? null : (
            <DayField
              label={t('reports.from')}
              w={160}
              value={scope.from}
              onChange={(from) => choose({ ...scope, from })}
              error={isReversed(scope) ? t('reports.reversed') : null}
            />
          )}
          <DayField
            label={period === 'end' ? t('reports.asOf') : t('reports.to')}
            w={160}
            value={scope.to}
            onChange={(to) => choose({ ...scope, to })}
          />
          {period === 'end' ? null : (
            <Group gap={6} pb={5}>
              {usualPeriods.map((usual) => (
                <Button
                  key={usual}
                  size="compact-xs"
                  variant="default"
                  onClick={() => choose({ ...scope, ...daysOfPeriod(usual, today()) })}
                >
                  {word('period', usual)}
                </Button>
              ))}
            </Group>
          )}
        </Group>
      )}
      {assets ? (
        <Group grow align="start">
          <Select
            label={t('field.place')}
            data={places}
            value={textOf(scope.placeId)}
            onChange={(value) => choose({ ...scope, placeId: idOf(value) })}
            {...searchable}
          />
          <Select
            label={t('field.department')}
            data={departments}
            value={textOf(scope.departmentId)}
            onChange={(value) => choose({ ...scope, departmentId: idOf(value) })}
            {...searchable}
          />
          <Select
            label={t('field.category')}
            data={categories}
            value={textOf(scope.categoryId)}
            onChange={(value) => choose({ ...scope, categoryId: idOf(value) })}
            {...searchable}
          />
        </Group>
      ) : null}
    </Stack>
  );
}
