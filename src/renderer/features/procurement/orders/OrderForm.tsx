import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { mostOfALine } from '#shared/features/procurement/requisition.ts';
import type { Order } from '#shared/features/procurement/order.ts';
import { CategoryChoice, ModelChoice, PlaceChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { AddRowButton, RemoveRowButton } from '#renderer/ui/RowButtons.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { issueOfCount, issueOfRequired } from '#renderer/ui/text/issues.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { detailsOf, emptyLine, valuesOf } from './order-values.ts';
import type { LineValues, OrderValues } from './order-values.ts';
import { OrderConflict } from './OrderConflict.tsx';

export function OrderForm({ order: shown, onClose }: { order: Order; onClose: () => void }) {
  // What was shown when the form was opened: a change by another operator must not pass for one that was seen.
  const [order, setOrder] = useState(shown);
  const [theirs, setTheirs] = useState<Order | null>(null);
  const { currency } = order;
  const wasSent = order.sentRevision !== null;
  const form = useForm<OrderValues>({
    initialValues: valuesOf(order),
    validate: {
      freight: (value) => issueOfMoney(value, currency),
      reason: (value) => (wasSent ? issueOfRequired(value) : null),
      lines: {
        categoryId: issueOfRequired,
        quantity: (value) => issueOfCount(value, mostOfALine),
        price: (value) => (moneyOfText(value, currency) === null ? t('issue.required') : null),
      },
    },
  });
  const saving = useMutation({
    mutationFn: ({ values, version }: { values: OrderValues; version: number }) =>
      client.procurement.changeOrder({
        ...detailsOf(values, currency),
        id: order.id,
        version,
        reason: values.reason.trim(),
      }),
    onSuccess: onClose,
    onError: async (error) => {
      form.setErrors(fieldProblems(error));
      if (failureOf(error).code === 'CHANGED_MEANWHILE') setTheirs(await client.procurement.getOrder({ id: order.id }));
    },
  });
  const save = (version: number) => form.onSubmit((values) => saving.mutate({ values, version }))();
  return (
    <FormModal
      title={order.number}
      size={1000}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => save(order.version)}
      onClose={onClose}
    >
      <div className={classes['formGrid']}>
        <PlaceChoice label={t('procurement.deliveryPlace')} data-autofocus {...form.getInputProps('deliveryPlaceId')} />
        <DayField label={t('procurement.expectedOn')} {...form.getInputProps('expectedOn')} />
        <TextInput
          label={t('procurement.freightIn', { currency })}
          inputMode="decimal"
          className="numbers"
          {...form.getInputProps('freight')}
        />
        <Textarea
          label={t('procurement.deliveryAddress')}
          autosize
          minRows={2}
          maxRows={5}
          {...form.getInputProps('deliveryAddress')}
        />
        <Textarea
          className={classes['wide'] ?? ''}
          label={t('procurement.terms')}
          autosize
          minRows={2}
          maxRows={5}
          {...form.getInputProps('terms')}
        />
      </div>
      {form.values.lines.map(({ key }, index) => (
        <LineFields key={key} form={form} index={index} currency={currency} />
      ))}
      <AddRowButton label={t('procurement.addLine')} add={() => form.insertListItem('lines', emptyLine())} />
      {wasSent ? (
        <TextInput
          label={t('procurement.changeReason')}
          withAsterisk
          maxLength={500}
          {...form.getInputProps('reason')}
        />
      ) : null}
      {theirs === null ? null : (
        <OrderConflict
          theirs={theirs}
          mine={form.values}
          busy={saving.isPending}
          takeTheirs={() => {
            setOrder(theirs);
            setTheirs(null);
            saving.reset();
            form.setValues(valuesOf(theirs));
          }}
          keepMine={() => {
            setOrder(theirs);
            setTheirs(null);
            save(theirs.version);
          }}
        />
      )}
    </FormModal>
  );
}

function LineFields({
  form,
  index,
  currency,
}: {
  form: UseFormReturnType<OrderValues>;
  index: number;
  currency: string;
}) {
  const field = (name: keyof LineValues) => form.getInputProps(`lines.${index}.${name}`);
  return (
    <div className={classes['orderLine']} role="group" aria-label={t('procurement.lineNumber', { number: index + 1 })}>
      <CategoryChoice {...field('categoryId')} />
      <ModelChoice {...field('modelId')} />
      <TextInput label={t('procurement.description')} maxLength={200} {...field('description')} />
      <WholeNumberField label={t('procurement.quantity')} min={1} max={mostOfALine} {...field('quantity')} />
      <TextInput
        label={t('procurement.unitPriceIn', { currency })}
        inputMode="decimal"
        className="numbers"
        {...field('price')}
      />
      <NumberInput label={t('procurement.taxPercent')} min={0} max={100} decimalScale={2} {...field('tax')} />
      <RemoveRowButton
        label={t('procurement.removeLine', { number: index + 1 })}
        disabled={form.values.lines.length === 1}
        remove={() => form.removeListItem('lines', index)}
      />
    </div>
  );
}
