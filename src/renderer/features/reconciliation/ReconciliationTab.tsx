import { Button, Loader, Stack, Table, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Inspection } from '#shared/features/spreadsheets/contract.ts';
import { reconciliationGroups } from '#shared/features/reconciliation/contract.ts';
import type { Reconciliation } from '#shared/features/reconciliation/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ReconciliationResult } from './ReconciliationResult.tsx';
import { ReconciliationSetup } from './ReconciliationSetup.tsx';

interface ChosenList {
  path: string;
  inspection: Inspection;
}

/** A list is chosen, its columns are named, and what came of it is kept and worked through. */
export function ReconciliationTab() {
  const kept = useQuery(rpc.reconciliation.list.queryOptions());
  const [chosen, setChosen] = useState<ChosenList | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  const choose = useMutation({
    mutationFn: async () => {
      const { path } = await client.spreadsheets.chooseFile();
      if (path === null) return null;
      return { path, inspection: await client.spreadsheets.inspect({ path, entity: 'assets', sheet: null }) };
    },
    onSuccess: (list) => setChosen(list),
  });
  if (kept.error !== null)
    return <FailureAlert sentence={sentenceOfError(kept.error)} retry={() => void kept.refetch()} />;
  if (kept.data === undefined) return <Loader size="sm" />;
  const result = kept.data.find(({ id }) => id === shown);
  if (result !== undefined) return <ReconciliationResult result={result} back={() => setShown(null)} />;
  if (chosen !== null) {
    return (
      <ReconciliationSetup
        {...chosen}
        back={() => setChosen(null)}
        done={(id) => {
          setChosen(null);
          setShown(id);
          void kept.refetch();
        }}
      />
    );
  }
  return (
    <Stack gap="md">
      <Panel title={t('reconciliation.chooseTitle')}>
        <Stack gap="sm" align="start">
          <Text size="sm" c="dimmed" maw={760}>
            {t('reconciliation.chooseHint')}
          </Text>
          <Button
            leftSection={<IconFileSpreadsheet size={18} />}
            loading={choose.isPending}
            onClick={() => choose.mutate()}
          >
            {t('reconciliation.chooseFile')}
          </Button>
          {choose.error === null ? null : <FailureAlert sentence={sentenceOfError(choose.error)} />}
        </Stack>
      </Panel>
      <Panel title={t('reconciliation.kept')} flush={kept.data.length > 0}>
        {kept.data.length === 0 ? (
          <EmptyState title={t('reconciliation.none')}>{t('reconciliation.noneHint')}</EmptyState>
        ) : (
          <KeptTable kept={kept.data} show={setShown} />
        )}
      </Panel>
    </Stack>
  );
}

function KeptTable({ kept, show }: { kept: readonly Reconciliation[]; show: (id: number) => void }) {
  return (
    <Table aria-label={t('reconciliation.kept')} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('reconciliation.file')}</Table.Th>
          {reconciliationGroups.map((group) => (
            <Table.Th key={group} ta="right">
              {word('reconciliationGroup', group)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {kept.map(({ id, fileName, createdAt, operator, groups }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Button variant="subtle" size="compact-sm" onClick={() => show(id)}>
                {fileName}
              </Button>
              <Text span size="xs" c="dimmed">
                {formatInstant(createdAt)} · {operator}
              </Text>
            </Table.Td>
            {groups.map(({ group, count }) => (
              <Table.Td key={group} ta="right" className="numbers">
                {formatNumber(count)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
