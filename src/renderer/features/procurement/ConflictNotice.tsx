import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '#renderer/ui/text/t.ts';

interface ConflictNoticeProps {
  title: string;
  hint: string;
  busy: boolean;
  takeTheirs: () => void;
  /** Null where nothing can be saved any more. */
  keepMine: (() => void) | null;
  /** Both versions. */
  children: ReactNode;
}

/** Somebody else changed the same meanwhile: both versions, and the choice between them. */
export function ConflictNotice({ title, hint, busy, takeTheirs, keepMine, children }: ConflictNoticeProps) {
  return (
    <Alert color="yellow" icon={<IconUsers size={18} />} title={title}>
      <Stack gap="sm">
        <span>{hint}</span>
        {children}
        <Group gap="xs">
          <Button size="compact-sm" variant="default" disabled={busy} onClick={takeTheirs}>
            {t('procurement.takeTheirs')}
          </Button>
          {keepMine === null ? null : (
            <Button size="compact-sm" loading={busy} onClick={keepMine}>
              {t('procurement.keepMine')}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
