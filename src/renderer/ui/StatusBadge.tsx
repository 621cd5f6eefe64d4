import type { Icon } from '@tabler/icons-react';
import classes from './status-badge.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet';

/** A state as icon, word and colour: none of them carries it alone. */
export function StatusBadge({ tone, icon: IconShape, label }: { tone: Tone; icon: Icon; label: string }) {
  return (
    <span className={`${classes['badge']} ${classes[tone]}`}>
      <IconShape size={13} stroke={2.2} aria-hidden />
      {label}
    </span>
  );
}
