import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './scan-verdict.module.css';

interface ScanVerdictProps {
  label: string;
  tone: 'good' | 'info' | 'warn' | 'bad' | 'idle';
  icon: Icon;
  verb: string;
  title?: string;
  children?: ReactNode;
}

/** What came of a scan, in type that is read from three metres: colour, icon and verb say the same. */
export function ScanVerdict({ label, tone, icon: IconShape, verb, title, children }: ScanVerdictProps) {
  return (
    <section className={classes['verdict']} data-tone={tone} aria-label={label}>
      <div role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}>
        <div className={classes['verb']}>
          <IconShape size="1em" aria-hidden />
          {verb}
        </div>
        {title === undefined ? null : <div className={classes['title']}>{title}</div>}
        <div className={classes['detail']}>{children}</div>
      </div>
    </section>
  );
}
