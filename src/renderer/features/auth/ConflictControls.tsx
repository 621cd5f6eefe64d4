import { Alert, Stack, Text, TextInput } from '@mantine/core';
import { TEAM_THAT_DIVIDES } from '#shared/features/auth/separation.ts';
import type { ConflictKey } from '#shared/features/auth/separation.ts';
import { t, word } from '#renderer/ui/text/t.ts';

interface ConflictControlsProps {
  /** Conflicts that the chosen roles bring and that are not allowed yet. */
  conflicts: readonly ConflictKey[];
  /** Whether the team is small enough to allow them. */
  small: boolean;
  controls: Readonly<Partial<Record<ConflictKey, string>>>;
  change: (conflict: ConflictKey, control: string) => void;
}

/** What one person should not do alone, and what makes up for it where nobody else is there. */
export function ConflictControls({ conflicts, small, controls, change }: ConflictControlsProps) {
  if (conflicts.length === 0) return null;
  return (
    <Alert color={small ? 'yellow' : 'red'} title={t('auth.conflict')}>
      <Stack gap="sm">
        <Text size="sm">
          {small ? t('auth.conflictAllowed') : t('auth.conflictNotAllowed', { count: TEAM_THAT_DIVIDES })}
        </Text>
        {conflicts.map((conflict) =>
          small ? (
            <TextInput
              key={conflict}
              label={word('conflict', conflict)}
              placeholder={t('auth.control')}
              value={controls[conflict] ?? ''}
              onChange={(event) => change(conflict, event.currentTarget.value)}
            />
          ) : (
            <Text key={conflict} size="sm" fw={600}>
              {word('conflict', conflict)}
            </Text>
          ),
        )}
        {small ? (
          <Text size="xs" c="dimmed">
            {t('auth.controlHint')}
          </Text>
        ) : null}
      </Stack>
    </Alert>
  );
}
