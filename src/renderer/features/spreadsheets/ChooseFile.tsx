import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { importEntities } from '#shared/features/spreadsheets/contract.ts';
import type { ImportEntity } from '#shared/features/spreadsheets/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { draftOf } from './import-state.ts';
import type { Draft } from './import-state.ts';

export function ChooseFile({ chosen }: { chosen: (draft: Draft) => void }) {
  const [entity, setEntity] = useState<ImportEntity>('assets');
  const choose = useMutation({
    mutationFn: async () => {
      const { path } = await client.spreadsheets.chooseFile();
      if (path === null) return null;
      return draftOf(path, entity, await client.spreadsheets.inspect({ path, entity, sheet: null, headingRow: null }));
    },
    onSuccess: (draft) => {
      if (draft !== null) chosen(draft);
    },
  });
  return (
    <Panel title={t('import.chooseTitle')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('import.chooseHint')}
        </Text>
        <Group>
          <SegmentedControl
            aria-label={t('import.entity')}
            value={entity}
            onChange={(value) => setEntity(importEntities.find((each) => each === value) ?? 'assets')}
            data={importEntities.map((each) => ({ value: each, label: word('importEntity', each) }))}
          />
          <Button
            leftSection={<IconFileSpreadsheet size={18} />}
            loading={choose.isPending}
            onClick={() => choose.mutate()}
          >
            {t('import.chooseFile')}
          </Button>
        </Group>
        {choose.error === null ? null : <FailureAlert sentence={sentenceOfError(choose.error)} />}
      </Stack>
    </Panel>
  );
}
