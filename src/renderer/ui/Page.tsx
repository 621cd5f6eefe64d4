import { Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** The content fills the height and scrolls by itself, as tables do. */
  fixed?: boolean;
  wide?: boolean;
  children: ReactNode;
}

/** The frame of every page: heading, what can be done here, content. */
export function Page({ title, subtitle, actions, fixed = false, wide = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Quartermaster`;
  }, [title]);
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <div className={classes['title']}>
          <Title order={1}>{title}</Title>
          {subtitle === undefined ? null : (
            <Text size="sm" c="dimmed" component="div">
              {subtitle}
            </Text>
          )}
        </div>
        {actions}
      </header>
      {fixed ? (
        <div className={classes['fixed']}>{children}</div>
      ) : (
        // What scrolls must be reachable by keyboard.
        <div className={classes['scrolling']} tabIndex={0} role="region" aria-label={title}>
          <div className={wide ? undefined : classes['narrow']}>{children}</div>
        </div>
      )}
    </div>
  );
}
