import type { Tone } from '#renderer/ui/StatusBadge.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import classes from './updates.module.css';

interface CountBarProps {
  label: string;
  parts: readonly { key: string; label: string; tone: Tone; count: number }[];
}

/** How a whole is made up; the numbers stand beside it, so it is only looked at. */
export function CountBar({ label, parts }: CountBarProps) {
  const shown = parts.filter(({ count }) => count > 0);
  const words = shown.map((part) => `${part.label}: ${formatNumber(part.count)}`).join(', ');
  return (
    <div className={classes['bar']} role="img" aria-label={`${label} – ${words}`} title={words}>
      {shown.map(({ key, tone, count }) => (
        <span key={key} data-part={key} data-tone={tone} style={{ flexGrow: count }} />
      ))}
    </div>
  );
}
