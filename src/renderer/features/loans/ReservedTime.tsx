import { Group, TextInput } from '@mantine/core';
import { DayField } from '#renderer/ui/DayField.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** For when and for what something is reserved, as it stands in the form. */
export interface TimeWanted {
  from: string | null;
  to: string | null;
  purpose: string;
}

/** What goes to the backend; null as long as a day is missing. */
export function periodOf({ from, to, purpose }: TimeWanted) {
  return from === null || to === null ? null : { from, to, purpose: purpose.trim() || null };
}

interface ReservedTimeProps {
  value: TimeWanted;
  onChange: (value: TimeWanted) => void;
  autoFocus?: boolean;
}

/** From and to, which goes along when the beginning is moved behind it, and what for. */
export function ReservedTime({ value, onChange, autoFocus = false }: ReservedTimeProps) {
  const { from, to, purpose } = value;
  return (
    <>
      <Group grow align="start">
        <DayField
          label={t('reservation.from')}
          {...(autoFocus ? { 'data-autofocus': true } : {})}
          value={from}
          onChange={(day) =>
            onChange({ ...value, from: day, to: day !== null && (to === null || to < day) ? day : to })
          }
        />
        <DayField
          label={t('reservation.to')}
          {...(from === null ? {} : { minDate: from })}
          value={to}
          onChange={(day) => onChange({ ...value, to: day })}
        />
      </Group>
      <TextInput
        label={t('custody.purpose')}
        value={purpose}
        maxLength={200}
        onChange={(event) => onChange({ ...value, purpose: event.currentTarget.value })}
      />
    </>
  );
}
