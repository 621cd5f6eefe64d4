import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { ContactFoot } from '#renderer/features/handbook/ContactFoot.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { sectionGroups, sectionsFor } from '../sections.ts';
import type { Section, SectionGroup } from '../sections.ts';
import classes from './shell.module.css';

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

interface SectionLinkProps {
  section: Section;
  index: number;
  path: string;
}

function SectionLink({ section: { path: to, name, icon: SectionIcon }, index, path }: SectionLinkProps) {
  return (
    <a
      href={hrefTo(to)}
      className={classes['link']}
      aria-current={isIn(path, to) ? 'page' : undefined}
      {...shortcutOf(index)}
    >
      <SectionIcon size={18} stroke={1.7} aria-hidden />
      <span>{t(name)}</span>
    </a>
  );
}

/** The groups that somebody folded away at this desk, and how to fold one or bring it back. */
function useFolded(): [ReadonlySet<string>, (group: SectionGroup) => void] {
  const [kept, keep] = useRemembered('navigation.folded', '');
  const folded = new Set(kept.split(' ').filter(Boolean));
  return [
    folded,
    (group) => {
      if (!folded.delete(group)) folded.add(group);
      keep([...folded].join(' '));
    },
  ];
}

/** The parts of the window by what they are for. The group of the open page stays open; settings are always in sight. */
export function Navigation({ path }: { path: string }) {
  const may = useMay();
  const [folded, fold] = useFolded();
  const sections = sectionsFor(may);
  const parts = useRef<HTMLDivElement>(null);
  useEffect(() => parts.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [path]);
  const linkOf = (section: Section) => (
    <SectionLink key={section.path} section={section} index={sections.indexOf(section)} path={path} />
  );
  const groups = sectionGroups
    .map((group) => ({ group, own: sections.filter((section) => section.group === group) }))
    .filter(({ own }) => own.length > 0);
  return (
    <>
      <nav aria-label={t('nav.label')}>
        <div className={classes['parts']} ref={parts}>
          {groups.map(({ group, own }) => {
            if (group === 'top') return <div key={group}>{own.map(linkOf)}</div>;
            if (group === 'foot') return null;
            const open = !folded.has(group) || own.some(({ path: to }) => isIn(path, to));
            return (
              <div key={group}>
                <UnstyledButton className={classes['group'] ?? ''} aria-expanded={open} onClick={() => fold(group)}>
                  {word('navGroup', group)}
                  {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
                </UnstyledButton>
                {open ? own.map(linkOf) : null}
              </div>
            );
          })}
        </div>
        <div className={classes['foot']}>{groups.find(({ group }) => group === 'foot')?.own.map(linkOf)}</div>
      </nav>
      <ContactFoot />
    </>
  );
}
