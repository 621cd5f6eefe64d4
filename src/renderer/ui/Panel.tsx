import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  title?: string;
  actions?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}

/** A framed part of a page with a heading of its own. */
export function Panel({ title, actions, flush = false, children }: PanelProps) {
  return (
    <section className={classes['panel']} aria-label={title}>
      {title === undefined ? null : (
        <div className={classes['heading']}>
          <Title order={2}>{title}</Title>
          {actions}
        </div>
      )}
      <div className={classes[flush ? 'flush' : 'body']}>{children}</div>
    </section>
  );
}
