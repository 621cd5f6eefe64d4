import { Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { importModes } from '#shared/features/spreadsheets/contract.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { fieldName } from './field-name.ts';
import type { Draft } from './import-state.ts';

interface WhatRowsDoProps {
  draft: Draft;
  fields: readonly { key: string; matches: boolean }[];
  change: (draft: Draft) => void;
}

const automatic = '+automatic';

/** Whether rows add records, change those that are registered, or both; and how a registered one is recognised. */
export function WhatRowsDo({ draft, fields, change }: WhatRowsDoProps) {
  const keys = fields.filter(({ key, matches }) => matches && draft.targets.includes(key));
  const matches = draft.mode !== 'create';
  return (
    <Panel title={t('import.modeTitle')}>
      <Stack gap="xs">
        <Group gap="lg" align="end">
          <SegmentedControl
            aria-label={t('import.modeTitle')}
            value={draft.mode}
            onChange={(value) => {
              const mode = importModes.find((each) => each === value);
              if (mode !== undefined) change({ ...draft, mode });
            }}
            data={importModes.map((mode) => ({ value: mode, label: word('importMode', mode) }))}
          />
          {matches ? (
            <Select
              label={t('import.matchBy')}
              size="xs"
              w={260}
              allowDeselect={false}
              value={draft.matchBy ?? automatic}
              data={[
                { value: automatic, label: t('import.matchAutomatically') },
                ...keys.map(({ key }) => ({ value: key, label: fieldName(key) })),
              ]}
              onChange={(value) => change({ ...draft, matchBy: value === automatic ? null : value })}
            />
          ) : null}
        </Group>
        <Text size="sm" c="dimmed">
          {matches && keys.length === 0 ? t('import.noKeyMapped') : word('importModeHint', draft.mode)}
        </Text>
      </Stack>
    </Panel>
  );
}
