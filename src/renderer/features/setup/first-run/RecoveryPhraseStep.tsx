import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import classes from '#renderer/features/auth/entrance.module.css';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Shown once. Without it and without the password nobody, not even the maker, opens the data again. */
export function RecoveryPhraseStep({ phrase, done }: { phrase: string; done: () => void }) {
  const [kept, setKept] = useState(false);
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('firstRun.recoveryHint')}</Text>
      <Text className={classes['printOnly'] ?? ''}>{t('firstRun.recoveryPrinted', { day: formatDay(today()) })}</Text>
      <ol className={classes['phrase']} aria-label={t('auth.recoveryPhrase')}>
        {phrase.split(/[\s-]+/).map((part, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- words of a phrase may repeat and never move
          <li key={index}>{part}</li>
        ))}
      </ol>
      <Group justify="space-between" className={classes['screenOnly'] ?? ''}>
        <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
          {t('action.print')}
        </Button>
        <Checkbox
          label={t('firstRun.recoveryKept')}
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
      </Group>
      <Button className={classes['screenOnly'] ?? ''} disabled={!kept} onClick={done}>
        {t('action.continue')}
      </Button>
    </Stack>
  );
}
