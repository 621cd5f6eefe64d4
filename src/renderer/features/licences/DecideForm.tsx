import { Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, addMonths } from '#shared/primitives/days.ts';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import { termPeriods } from '#shared/features/licences/entitlement.ts';
import type { TermPeriod } from '#shared/features/licences/entitlement.ts';
import { renewalDecisions } from '#shared/features/licences/renewal.ts';
import type { Renewal, RenewalDecision } from '#shared/features/licences/renewal.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { moneyOfText } from '#renderer/ui/text/money.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './licences.module.css';

/** The last day of a term that is as long as another and begins after it. */
function nextEnd(startsOn: string, endsOn: string): string {
  let months = 1;
  while (months < 600 && addDays(addMonths(startsOn, months), -1) < endsOn) months += 1;
  return addDays(addMonths(addDays(endsOn, 1), months), -1);
}

/** What so many rights cost at the price of the term that ends. */
function costOf({ entitlement: { term, currency } }: Renewal, quantity: number): string {
  if (term.costMinor === null) return '';
  const minor = term.quantity === 0 ? term.costMinor : Math.round((term.costMinor * quantity) / term.quantity);
  return moneyToDecimal({ minor, currency });
}

/** Renews, renegotiates or cancels, beside what is known of use; both are kept together. */
export function DecideForm({ renewal, onClose }: { renewal: Renewal; onClose: () => void }) {
  const { entitlement, endsOn } = renewal;
  const { term, currency, product } = entitlement;
  const [decision, setDecision] = useState<RenewalDecision>('renew');
  const [quantity, setQuantity] = useState<number | string>(term.quantity);
  const [until, setUntil] = useState<string | null>(nextEnd(term.startsOn, endsOn));
  // Until somebody types a price it follows the quantity.
  const [typedCost, setCost] = useState<string | null>(null);
  const cost = typedCost ?? costOf(renewal, Number(quantity));
  const [period, setPeriod] = useState<TermPeriod>(term.period);
  const [reason, setReason] = useState('');
  const [alternatives, setAlternatives] = useState('');
  const renews = decision === 'renew';
  const saving = useMutation({
    mutationFn: () =>
      client.licences.decideRenewal({
        entitlementId: entitlement.id,
        endsOn,
        decision,
        reason: reason.trim(),
        alternatives: alternatives.trim(),
        term: renews
          ? {
              startsOn: addDays(endsOn, 1),
              endsOn: until,
              quantity: Number(quantity),
              costMinor: moneyOfText(cost, currency)?.minor ?? 0,
              period,
            }
          : null,
      }),
    onSuccess: () => {
      announce(t('licences.decisionKept'));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('licences.decideTitle', { product: product.name, name: entitlement.reference })}
      size={680}
      submitLabel={t('licences.decide')}
      busy={saving.isPending}
      submitDisabled={reason.trim() === '' || (renews && !(Number(quantity) >= 0))}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <Evidence productId={product.id} metric={entitlement.metric} />
      <Radio.Group
        label={t('licences.decision')}
        value={decision}
        onChange={(next) => setDecision(renewalDecisions.find((each) => each === next) ?? 'renew')}
      >
        <Stack gap={6} mt={4}>
          {renewalDecisions.map((value) => (
            <Radio
              key={value}
              value={value}
              label={word('renewalDecision', value)}
              description={t(`licences.decisionHint.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {renews ? (
        <div className={classes['formGrid']}>
          <WholeNumberField label={t('procurement.quantity')} min={0} value={quantity} onChange={setQuantity} />
          <DayField label={t('licences.endsOn')} value={until} onChange={setUntil} />
          <span />
          <TextInput
            label={t('licences.costIn', { currency })}
            inputMode="decimal"
            className="numbers"
            value={cost}
            onChange={(event) => setCost(event.currentTarget.value)}
          />
          <Select
            label={t('procurement.due')}
            allowDeselect={false}
            data={termPeriods.map((value) => ({ value, label: word('contractPeriod', value) }))}
            value={period}
            onChange={(next) => setPeriod(termPeriods.find((each) => each === next) ?? 'year')}
          />
        </div>
      ) : null}
      <TextInput
        label={t('field.reason')}
        withAsterisk
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Textarea
        label={t('licences.alternatives')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4000}
        value={alternatives}
        onChange={(event) => setAlternatives(event.currentTarget.value)}
      />
    </FormModal>
  );
}

/** What is known of use today; the decision keeps it. */
function Evidence({ productId, metric }: { productId: number; metric: string }) {
  const positions = useQuery(rpc.licences.getPosition.queryOptions({ input: { productId } })).data;
  const reclaimable = useQuery(rpc.licences.listReclaimable.queryOptions({ input: { productId } })).data;
  const position = positions?.find((each) => each.metric === metric);
  const seats = reclaimable?.rows.reduce((sum, each) => sum + each.seats, 0) ?? 0;
  return (
    <div className={classes['tiles']} role="group" aria-label={t('licences.evidenceOfUse')}>
      {(['entitled', 'demand', 'used', 'allocated'] as const).map((key) => (
        <CountTile
          key={key}
          compact
          label={word('licenceColumn', key)}
          count={position === undefined ? '–' : formatNumber(position[key])}
        />
      ))}
      <CountTile
        compact
        label={t('licences.reclaimable')}
        count={formatNumber(seats)}
        {...(seats > 0 ? { tone: 'warn' } : {})}
      />
    </div>
  );
}
