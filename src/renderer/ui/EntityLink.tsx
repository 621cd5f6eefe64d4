import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';

/** A name that leads to the page of what it names. */
export function EntityLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor href={href} inherit underline="hover">
      {children}
    </Anchor>
  );
}
