import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** The day on which an asset is due back; past it, in words and colour. */
export function DueDay({ day }: { day: string | null }) {
  if (day === null) return null;
  return day < today() ? (
    <span style={{ color: 'var(--qm-bad)', fontWeight: 600 }}>{t('assets.overdueSince', { day: formatDay(day) })}</span>
  ) : (
    formatDay(day)
  );
}
