import { Alert, Checkbox } from '@mantine/core';
import { IconCalendarCheck, IconCalendarExclamation } from '@tabler/icons-react';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

interface ReservationNoteProps {
  outlook: {
    fulfils: { to: string; purpose: string | null } | null;
    takesFrom: { tag: string; holder: string; from: string; to: string } | null;
  };
  despite: boolean;
  goOn: (despite: boolean) => void;
}

/** What a hand-over means for reservations: whose it fulfils, and whose it would take away. */
export function ReservationNote({ outlook: { fulfils, takesFrom }, despite, goOn }: ReservationNoteProps) {
  if (takesFrom !== null) {
    const facts = { ...takesFrom, from: formatDay(takesFrom.from), to: formatDay(takesFrom.to) };
    return (
      <Alert color="orange" icon={<IconCalendarExclamation size={18} />}>
        {t('failure.RESERVED_FOR_OTHER', facts)}
        <Checkbox
          mt={8}
          label={t('custody.despiteReservation')}
          checked={despite}
          onChange={(event) => goOn(event.currentTarget.checked)}
        />
      </Alert>
    );
  }
  if (fulfils === null) return null;
  return (
    <Alert color="blue" icon={<IconCalendarCheck size={18} />}>
      {[t('custody.fulfils', { day: formatDay(fulfils.to) }), fulfils.purpose].filter(Boolean).join(' · ')}
    </Alert>
  );
}
