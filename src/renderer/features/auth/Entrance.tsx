import { Title } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import classes from './entrance.module.css';

/** The frame of everything before the desk: first run, sign-in, lock, trouble with the data. */
export function Entrance({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Quartermaster`;
  }, [title]);
  return (
    <main className={classes['ground']}>
      <div className={classes['card']} data-wide={wide || undefined}>
        <div className={classes['brand']}>
          <IconBarcode size={20} aria-hidden />
          Quartermaster
        </div>
        <Title order={1} mb="xs">
          {title}
        </Title>
        {children}
      </div>
    </main>
  );
}
