import { HeadcountPanel } from './HeadcountPanel.tsx';
import { KitsPanel } from './KitsPanel.tsx';
import classes from './role-kits.module.css';
import { t } from '#renderer/ui/text/t.ts';

/** Who is going to join, and what people of each role get. */
export function PlanningPage() {
  return (
    <div className={classes['scrolling']} tabIndex={0} role="region" aria-label={t('roleKits.planning')}>
      <div className={classes['stack']}>
        <HeadcountPanel />
        <KitsPanel />
      </div>
    </div>
  );
}
