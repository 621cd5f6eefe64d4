import { ActionIcon, Text, Title, Tooltip } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { useContext, useEffect } from 'react';
import type { ReactNode } from 'react';
import { PageHelp } from './page-help.ts';
import classes from './page.module.css';
import { t } from './text/t.ts';

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
  const help = useContext(PageHelp);
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
        {help === null ? null : (
          <Tooltip label={t('handbook.howTo')}>
            <ActionIcon
              component="a"
              href={help}
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t('handbook.howTo')}
            >
              <IconBook2 size={18} />
            </ActionIcon>
          </Tooltip>
        )}
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
