import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from './text/t.ts';
import classes from './list-bar.module.css';

interface SelectionBarProps {
  label: string;
  /** How many are selected, as a sentence. */
  counted: string;
  /** What can be done with them. */
  children: ReactNode;
  clear: () => void;
}

/** Stands above a list in which something is selected. */
export function SelectionBar({ label, counted, children, clear }: SelectionBarProps) {
  return (
    <div className={classes['selection']} role="group" aria-label={label}>
      <strong>{counted}</strong>
      {children}
      <Button variant="subtle" color="gray" size="compact-sm" onClick={clear}>
        {t('assets.clearSelection')}
      </Button>
    </div>
  );
}
