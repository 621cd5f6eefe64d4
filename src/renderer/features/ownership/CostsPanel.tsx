import { Button, Table, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { likelyCurrency } from '#renderer/ui/text/currencies.ts';
import { formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** What an asset has cost to date, by where that is written down. */
export function CostsPanel({ assetId }: { assetId: number }) {
  const mayEdit = useMay()('settings.edit');
  const [pricing, setPricing] = useState(false);
  const query = useQuery(rpc.ownership.costs.queryOptions({ input: { assetId } }));
  const costs = query.data;
  return (
    <Panel
      title={t('ownership.costs')}
      actions={
        mayEdit ? (
          <Button size="compact-sm" variant="default" onClick={() => setPricing(true)}>
            {t('ownership.priceOfHour')}
          </Button>
        ) : null
      }
    >
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {costs === undefined ? null : costs.lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('ownership.noCosts')}
        </Text>
      ) : (
        <Table aria-label={t('ownership.costs')} verticalSpacing={4}>
          <Table.Tbody>
            {costs.lines.map(({ source, amount, records, minutes }) => (
              <Table.Tr key={`${source} ${amount.currency}`}>
                <Table.Td w={280}>{word('costSource', source)}</Table.Td>
                <Table.Td w={150} ta="end" className="numbers">
                  {formatMoney(amount)}
                </Table.Td>
                <Table.Td c="dimmed">
                  {source === 'purchase'
                    ? ''
                    : t('ownership.records', { count: records }) +
                      (minutes === null ? '' : ` · ${t('maintenance.minutesValue', { count: minutes })}`)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            {costs.totals.map((total) => (
              <Table.Tr key={total.currency} fw={650}>
                <Table.Td>{t('ownership.total')}</Table.Td>
                <Table.Td ta="end" className="numbers">
                  {formatMoney(total)}
                </Table.Td>
                <Table.Td c="dimmed" fw={400}>
                  {costs.perMonth?.currency === total.currency
                    ? t('ownership.aMonth', { amount: formatMoney(costs.perMonth) })
                    : ''}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tfoot>
        </Table>
      )}
      {costs === undefined || costs.unpricedMinutes === 0 ? null : (
        <Text size="xs" c="dimmed" mt="xs">
          {t('ownership.unpriced', { minutes: formatNumber(costs.unpricedMinutes) })}
        </Text>
      )}
      {pricing ? <RateForm onClose={() => setPricing(false)} /> : null}
    </Panel>
  );
}

function RateForm({ onClose }: { onClose: () => void }) {
  const rates = useQuery(rpc.ownership.getRates.queryOptions()).data;
  const [text, setText] = useState<string | null>(null);
  const currency = rates?.hour?.currency ?? likelyCurrency();
  const shown = text ?? (rates?.hour ? formatNumber(rates.hour.minor / 100) : '');
  const save = useMutation({
    mutationFn: () => client.ownership.saveRates({ hour: moneyOfText(shown, currency) }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('ownership.priceOfHour')}
      submitLabel={t('action.save')}
      submitDisabled={issueOfMoney(shown, currency) !== null}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('ownership.hour', { currency })}
        description={t('ownership.hourHint')}
        inputMode="decimal"
        data-autofocus
        error={issueOfMoney(shown, currency)}
        value={shown}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormModal>
  );
}
