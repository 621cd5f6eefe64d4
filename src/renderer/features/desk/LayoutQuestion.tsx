import { Button, Group } from '@mantine/core';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './desk.module.css';

/** The code was only found as the keys of a US board: asks once what to make of that, and remembers the answer. */
export function LayoutQuestion() {
  const [layout, setLayout] = useRemembered('scannerLayout', 'ask');
  if (layout !== 'ask') return null;
  return (
    <>
      <div className={classes['why']}>{t('desk.layoutMismatch')}</div>
      <Group gap="xs" mt={6}>
        <Button size="compact-sm" variant="default" onClick={() => setLayout('us')}>
          {t('desk.layoutRemember')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => setLayout('computer')}>
          {t('desk.layoutLeave')}
        </Button>
      </Group>
    </>
  );
}
