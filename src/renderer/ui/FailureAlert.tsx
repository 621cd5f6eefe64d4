import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from './text/t.ts';

interface FailureAlertProps {
  sentence: string;
  retry?: () => void;
  children?: ReactNode;
}

export function FailureAlert({ sentence, retry, children }: FailureAlertProps) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} role="alert" p="sm">
      <Group justify="space-between" align="start" gap="sm">
        <span>{sentence}</span>
        {retry === undefined ? null : (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t('action.tryAgain')}
          </Button>
        )}
      </Group>
      {children}
    </Alert>
  );
}
