import { Box, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Says why nothing is here and what to do next. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" gap={6} py={40} px="md" ta="center">
      <Text fw={600}>{title}</Text>
      {children === undefined ? null : (
        <Text size="sm" c="dimmed" maw={460}>
          {children}
        </Text>
      )}
      {action === undefined || action === null ? null : <Box mt="xs">{action}</Box>}
    </Stack>
  );
}
