import { DateInput } from '@mantine/dates';
import type { DateInputProps } from '@mantine/dates';
import { dayOfText, dayPattern } from '#shared/primitives/typed-day.ts';
import { locale } from './text/language.ts';
import { t } from './text/t.ts';

/** A calendar day, typed as it is written here (or as YYYY-MM-DD) or picked. */
export function DayField(props: Omit<DateInputProps, 'valueFormat' | 'dateParser'>) {
  const pattern = dayPattern(locale());
  return (
    <DateInput
      valueFormat={pattern}
      placeholder={pattern.replace('YYYY', t('day.year')).replace('MM', t('day.month')).replace('DD', t('day.day'))}
      dateParser={(text) => dayOfText(text, pattern)}
      clearable
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      popoverProps={{ withinPortal: true }}
      {...props}
    />
  );
}
