import { DateInput } from '@mantine/dates';
import type { DateInputProps } from '@mantine/dates';
import { isDay } from '#shared/primitives/days.ts';
import { t } from './text/t.ts';

/** A calendar day, typed as YYYY-MM-DD or picked. */
export function DayField(props: Omit<DateInputProps, 'valueFormat' | 'dateParser'>) {
  return (
    <DateInput
      valueFormat="YYYY-MM-DD"
      placeholder="YYYY-MM-DD"
      dateParser={(text) => (isDay(text.trim()) ? text.trim() : null)}
      clearable
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      popoverProps={{ withinPortal: true }}
      {...props}
    />
  );
}
