import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureAlert } from './FailureAlert.tsx';
import { Panel } from './Panel.tsx';
import { t } from './text/t.ts';

interface SettingsFormProps {
  title: string;
  changed: boolean;
  busy: boolean;
  failure: string | null;
  save: () => void;
  children: ReactNode;
}

/** Settings that belong together are saved together, with the button beside them. */
export function SettingsForm({ title, changed, busy, failure, save, children }: SettingsFormProps) {
  return (
    <Panel title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack gap="sm">
          {children}
          {failure === null ? null : <FailureAlert sentence={failure} />}
          <Group>
            <Button type="submit" disabled={!changed} loading={busy}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
