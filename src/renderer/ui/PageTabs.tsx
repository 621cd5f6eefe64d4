import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageTabsProps {
  tabs: readonly { value: string; label: string; content: ReactNode }[];
  /** What the address says; null opens the first. */
  tab: string | null;
  choose: (tab: string) => void;
}

/** The parts of a page one behind the other; only the one that is looked at is there. */
export function PageTabs({ tabs, tab, choose }: PageTabsProps) {
  return (
    <Tabs value={tab ?? tabs[0]?.value ?? null} keepMounted={false} onChange={(next) => next !== null && choose(next)}>
      <Tabs.List mb="sm">
        {tabs.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ value, content }) => (
        <Tabs.Panel key={value} value={value}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
