import { Group, Select, SegmentedControl, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { orderResults } from '#shared/features/maintenance/model.ts';
import type { Order, OrderResult } from '#shared/features/maintenance/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { currencyChoices, likelyCurrency } from '#renderer/ui/text/currencies.ts';
import { today } from '#renderer/ui/text/format.ts';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';

/** Minutes since the work began, where that was today. */
function minutesSince(startedAt: string | null): number | null {
  if (startedAt === null) return null;
  const minutes = Math.round((Date.now() - Date.parse(startedAt)) / 60_000);
  return minutes >= 0 && minutes < 12 * 60 ? minutes : null;
}

/** What came out, how long it took, what it cost. */
export function CompleteForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const failing = order.tasks.some(({ outcome }) => outcome === 'not_ok');
  const [result, setResult] = useState<OrderResult>(failing ? 'failed' : 'passed');
  const [minutes, setMinutes] = useState<number | string>(minutesSince(order.startedAt) ?? '');
  const [cost, setCost] = useState('');
  const [currency, setCurrency] = useState<string>(likelyCurrency());
  const [finding, setFinding] = useState('');
  const [reading, setReading] = useState<number | string>('');
  const [doneOn, setDoneOn] = useState<string | null>(today());
  const complete = useMutation({
    mutationFn: () =>
      client.maintenance.complete({
        id: order.id,
        version: order.version,
        result,
        minutes: minutes === '' ? null : Number(minutes),
        cost: moneyOfText(cost, currency),
        finding: finding.trim() === '' ? null : finding,
        reading: reading === '' ? null : Number(reading),
        doneOn: doneOn ?? today(),
      }),
    onSuccess: onClose,
  });
  const costIssue = issueOfMoney(cost, currency);
  return (
    <FormModal
      title={t('maintenance.complete')}
      submitLabel={t('maintenance.complete')}
      submitDisabled={costIssue !== null || (result === 'failed' && finding.trim() === '')}
      busy={complete.isPending}
      failure={complete.error === null ? null : sentenceOfError(complete.error)}
      onSubmit={() => complete.mutate()}
      onClose={onClose}
    >
      <Stack gap={4}>
        <Text size="sm" fw={500}>
          {t('maintenance.result')}
        </Text>
        <SegmentedControl
          aria-label={t('maintenance.result')}
          disabled={failing}
          data={orderResults.map((value) => ({ value, label: word('orderResult', value) }))}
          value={result}
          onChange={(value) => setResult(orderResults.find((each) => each === value) ?? 'passed')}
        />
      </Stack>
      <Textarea
        label={t('maintenance.finding')}
        description={t('maintenance.findingHint')}
        withAsterisk={result === 'failed'}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={finding}
        onChange={(event) => setFinding(event.currentTarget.value)}
      />
      <Group align="end" grow>
        <WholeNumberField label={t('maintenance.minutes')} min={0} value={minutes} onChange={setMinutes} />
        <DayField label={t('maintenance.doneOn')} clearable={false} value={doneOn} onChange={setDoneOn} />
      </Group>
      <Group align="end" grow>
        <TextInput
          label={t('maintenance.cost')}
          inputMode="decimal"
          value={cost}
          error={costIssue}
          onChange={(event) => setCost(event.currentTarget.value)}
        />
        <Select
          aria-label={t('maintenance.currency')}
          searchable
          allowDeselect={false}
          data={currencyChoices()}
          value={currency}
          onChange={(value) => setCurrency(value ?? currency)}
        />
      </Group>
      {order.meter === null ? null : (
        <WholeNumberField
          label={t('maintenance.reading', { meter: word('meter', order.meter) })}
          min={0}
          value={reading}
          onChange={setReading}
        />
      )}
    </FormModal>
  );
}

/** It is not done this time, and why. */
export function SkipForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const skip = useMutation({
    mutationFn: () => client.maintenance.skip({ id: order.id, version: order.version, reason: reason.trim() }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('maintenance.skip')}
      submitLabel={t('maintenance.skip')}
      submitDisabled={reason.trim() === ''}
      busy={skip.isPending}
      failure={skip.error === null ? null : sentenceOfError(skip.error)}
      onSubmit={() => skip.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('maintenance.skippedBecause')}
        withAsterisk
        data-autofocus
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
