import { SegmentedControl } from '@mantine/core';
import { t } from '#renderer/ui/text/t.ts';

export type DatesShown = 'due' | 'all';

/** Between what is to be done now and everything that ends at some time. */
export function ListSwitch({ shown, choose }: { shown: DatesShown; choose: (shown: DatesShown) => void }) {
  return (
    <SegmentedControl
      aria-label={t('reminders.shelf')}
      value={shown}
      data={[
        { value: 'due', label: t('reminders.due') },
        { value: 'all', label: t('reminders.all') },
      ]}
      onChange={(value) => choose(value === 'all' ? 'all' : 'due')}
    />
  );
}
