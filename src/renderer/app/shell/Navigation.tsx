import { useMay } from '#renderer/features/auth/session.ts';
import { ContactFoot } from '#renderer/features/handbook/ContactFoot.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';
import { sectionsFor } from '../sections.ts';
import classes from './shell.module.css';

/** Gaps set the registers apart from the work with files, labels and reports. */
const first = new Set(['/people', '/import', '/settings']);

/** Everything that ends stands on the page beside what is due. */
const partOf: Readonly<Record<string, string>> = { '/expiries': '/reminders' };

const isIn = (path: string, section: string) =>
  path === section || path.startsWith(`${section}/`) || partOf[path] === section;

/** Only ten sections have a digit. */
function shortcutOf(index: number) {
  if (index > 9) return {};
  const keys = `Alt+${(index + 1) % 10}`;
  return { title: keys, 'aria-keyshortcuts': keys };
}

export function Navigation({ path }: { path: string }) {
  const may = useMay();
  return (
    <>
      <nav aria-label={t('nav.label')}>
        {sectionsFor(may).map(({ path: to, name, icon: SectionIcon }, index) => (
          <div key={to}>
            {first.has(to) ? <div className={classes['gap']} /> : null}
            <a
              href={hrefTo(to)}
              className={classes['link']}
              aria-current={isIn(path, to) ? 'page' : undefined}
              {...shortcutOf(index)}
            >
              <SectionIcon size={18} stroke={1.7} aria-hidden />
              {t(name)}
            </a>
          </div>
        ))}
      </nav>
      <ContactFoot />
    </>
  );
}
