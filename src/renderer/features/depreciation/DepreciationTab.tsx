import { Button, Group, Select, Stack, Table, Text } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DepreciationPolicy } from '#shared/features/depreciation/contract.ts';
import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import { useCategoryChoices } from '#renderer/features/assets/use-register-choices.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { Waiting } from '#renderer/ui/Waiting.tsx';
import { formatDay, formatMoney, formatNumber, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './depreciation.module.css';
import { RuleFields } from './RuleFields.tsx';
import { ruleInWords } from './rule-words.ts';

const amounts = ['opening', 'additions', 'depreciation', 'impairment', 'leaving', 'closing'] as const;

type Totals = Awaited<ReturnType<typeof client.depreciation.totals>>['rows'][number];

/** All categories together, each currency by itself. */
function sumsOf(rows: readonly Totals[]): Totals[] {
  const sums = new Map<string, Totals>();
  for (const row of rows) {
    const { currency } = row.closing;
    const before = sums.get(currency);
    if (before === undefined) {
      sums.set(currency, row);
      continue;
    }
    const added = Object.fromEntries(
      amounts.map((column) => [column, { currency, minor: before[column].minor + row[column].minor }]),
    );
    sums.set(currency, { ...before, ...added, assets: before.assets + row.assets });
  }
  return [...sums.values()];
}

/** What the register is worth in the books in a year, and the policies that say how values go down. */
export function DepreciationTab() {
  const thisYear = Number(today().slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const totals = useQuery(rpc.depreciation.totals.queryOptions({ input: { year }, placeholderData: keepPreviousData }));
  const rows = totals.data?.rows ?? [];
  const convention = totals.data?.convention ?? null;
  return (
    <Stack gap="md">
      <Panel
        title={t('depreciation.totals')}
        flush
        actions={
          <Select
            aria-label={t('depreciation.year')}
            size="xs"
            w={100}
            allowDeselect={false}
            data={Array.from({ length: 12 }, (_, back) => String(thisYear + 1 - back))}
            value={String(year)}
            onChange={(value) => setYear(Number(value ?? thisYear))}
          />
        }
      >
        {totals.error === null ? null : <FailureAlert sentence={sentenceOfError(totals.error)} />}
        {totals.data === undefined && totals.error === null ? <Waiting /> : null}
        {totals.data !== undefined && rows.length === 0 ? <EmptyState title={t('depreciation.nothing')} /> : null}
        {rows.length === 0 ? null : (
          <Table className="numbers" aria-label={t('depreciation.totals')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field.category')}</Table.Th>
                <Table.Th ta="right">{t('depreciation.assets')}</Table.Th>
                {amounts.map((column) => (
                  <Table.Th key={column} ta="right">
                    {word('ledgerColumn', column)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={`${row.category} ${row.closing.currency}`}>
                  <Table.Td>{row.category}</Table.Td>
                  <Table.Td ta="right">{formatNumber(row.assets)}</Table.Td>
                  {amounts.map((column) => (
                    <Table.Td key={column} ta="right">
                      {row[column].minor === 0 ? '–' : formatMoney(row[column])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
            <Table.Tfoot className={classes['sums'] ?? ''}>
              {sumsOf(rows).map((sum) => (
                <Table.Tr key={sum.closing.currency}>
                  <Table.Th scope="row">{t('depreciation.sum')}</Table.Th>
                  <Table.Td ta="right">{formatNumber(sum.assets)}</Table.Td>
                  {amounts.map((column) => (
                    <Table.Td key={column} ta="right">
                      {sum[column].minor === 0 ? '–' : formatMoney(sum[column])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tfoot>
          </Table>
        )}
        {convention === null ? null : (
          <Text size="sm" c="dimmed" p="md">
            {t('depreciation.asksFor', { convention: word('macrsConvention', convention) })}
          </Text>
        )}
      </Panel>
      <Policies />
    </Stack>
  );
}

function Policies() {
  const may = useMay();
  const policies = useQuery(rpc.depreciation.listPolicies.queryOptions());
  const [setting, setSetting] = useState(false);
  return (
    <Panel
      title={t('depreciation.policies')}
      flush
      actions={
        may('catalogue.edit') ? (
          <Button size="xs" variant="default" onClick={() => setSetting(true)}>
            {t('depreciation.setPolicy')}
          </Button>
        ) : null
      }
    >
      {policies.error === null ? null : <FailureAlert sentence={sentenceOfError(policies.error)} />}
      {policies.data === undefined && policies.error === null ? <Waiting /> : null}
      {policies.data?.length === 0 ? <EmptyState title={t('depreciation.noPolicies')} /> : null}
      {policies.data === undefined || policies.data.length === 0 ? null : <PolicyTable policies={policies.data} />}
      {setting ? <PolicyForm onClose={() => setSetting(false)} /> : null}
    </Panel>
  );
}

function PolicyTable({ policies }: { policies: readonly DepreciationPolicy[] }) {
  return (
    <Table aria-label={t('depreciation.policies')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('field.category')}</Table.Th>
          <Table.Th>{t('depreciation.boughtFrom')}</Table.Th>
          <Table.Th>{t('depreciation.rule')}</Table.Th>
          <Table.Th>{t('depreciation.setBy')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {policies.map((policy) => (
          <Table.Tr key={`${policy.categoryId} ${policy.from} ${policy.setAt}`}>
            <Table.Td>{policy.category}</Table.Td>
            <Table.Td>{formatDay(policy.from)}</Table.Td>
            <Table.Td>{ruleInWords(policy.rule)}</Table.Td>
            <Table.Td>{policy.setBy}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function PolicyForm({ onClose }: { onClose: () => void }) {
  const categories = useCategoryChoices();
  const [categoryId, setCategory] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(today());
  const [rule, setRule] = useState<DepreciationRule>({
    method: 'straight_line',
    months: 36,
    residual: { basisPoints: 0 },
  });
  const save = useMutation({
    mutationFn: () => client.depreciation.setPolicy({ categoryId: Number(categoryId), from: from ?? today(), rule }),
    onSuccess: () => {
      announce(t('depreciation.saved'));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('depreciation.setPolicyTitle')}
      submitLabel={t('action.save')}
      size={680}
      busy={save.isPending}
      submitDisabled={categoryId === null || from === null}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Group grow align="start">
        <Select
          label={t('field.category')}
          data={categories}
          searchable
          nothingFoundMessage={t('form.nothingFound')}
          value={categoryId}
          onChange={setCategory}
        />
        <DayField label={t('depreciation.boughtFrom')} clearable={false} value={from} onChange={setFrom} />
      </Group>
      <RuleFields rule={rule} choose={setRule} />
      <Text size="xs" c="dimmed">
        {t('depreciation.policyHint')}
      </Text>
    </FormModal>
  );
}
