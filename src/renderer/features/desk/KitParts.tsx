import { IconArrowUpRight, IconCheck, IconX } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { createElement } from 'react';
import type { DeskKit } from '#shared/features/desk/contract.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';

const icons: Readonly<Record<DeskKit['parts'][number]['state'], Icon>> = {
  present: IconCheck,
  out: IconArrowUpRight,
  missing: IconX,
};

/** What of a kit is there, out or missing, part by part. */
export function KitParts({ kit }: { kit: DeskKit }) {
  return (
    <ul className={classes['kit']} aria-label={t('kit.parts', { name: kit.name })}>
      {kit.parts.map(({ name, state, holder }, index) => (
        // A kit may need the same thing twice.
        <li key={`${index}-${name}`} data-state={state}>
          {createElement(icons[state], { size: 22, 'aria-hidden': true })}
          <strong>{name}</strong>
          <span>{state === 'out' ? t('desk.heldBy', { name: holder }) : t(`kitPart.${state}`)}</span>
        </li>
      ))}
    </ul>
  );
}
