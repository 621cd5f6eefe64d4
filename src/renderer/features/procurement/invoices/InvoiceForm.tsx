import { NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { Order } from '#shared/features/procurement/order.ts';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ControlField, wantsControl } from '../ControlField.tsx';
import { attachFiles, FilesField } from '../papers/FilesField.tsx';
import classes from '../procurement.module.css';

function valuesOf(order: Order) {
  const decimal = (minor: number | null | undefined) => moneyToDecimal({ minor: minor ?? 0, currency: order.currency });
  return {
    number: '',
    invoicedOn: today() as string | null,
    dueOn: null as string | null,
    freight: decimal(order.totals?.freightMinor),
    lines: order.lines.map((line) => ({
      orderLineId: line.id,
      quantity: line.accepted as number | string,
      price: decimal(line.unitPriceMinor),
    })),
  };
}
type Values = ReturnType<typeof valuesOf>;

/** An invoice line by line of its order; it begins with what was accepted. */
export function InvoiceForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const { currency } = order;
  const [control, setControl] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const form = useForm<Values>({
    initialValues: valuesOf(order),
    validate: {
      number: (value) => (value.trim() === '' ? t('issue.required') : null),
      invoicedOn: (value) => (value === null ? t('issue.required') : null),
      freight: (value) => issueOfMoney(value, currency),
      lines: { price: (value) => (moneyOfText(value, currency) === null ? t('issue.required') : null) },
    },
  });
  const saving = useMutation({
    mutationFn: async (values: Values) => {
      const recorded = await client.procurement.recordInvoice({
        orderId: order.id,
        number: values.number.trim(),
        invoicedOn: values.invoicedOn ?? today(),
        dueOn: values.dueOn,
        freightMinor: moneyOfText(values.freight, currency)?.minor ?? 0,
        lines: values.lines.flatMap((line) => {
          const quantity = Number(line.quantity);
          const unitPriceMinor = moneyOfText(line.price, currency)?.minor ?? 0;
          return quantity > 0 ? [{ orderLineId: line.orderLineId, quantity, unitPriceMinor }] : [];
        }),
        control: control.trim() === '' ? null : control.trim(),
      });
      await attachFiles({ kind: 'invoice', id: recorded.id }, files);
      return recorded;
    },
    onSuccess: ({ state }) => {
      announce(t(state === 'matched' ? 'procurement.invoiceFits' : 'procurement.invoiceWaits'));
      onClose();
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={t('procurement.recordInvoice')}
      size={760}
      submitLabel={t('procurement.recordInvoice')}
      submitDisabled={form.values.lines.every(({ quantity }) => Number(quantity) === 0)}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <div className={classes['fourths']}>
        <TextInput
          label={t('procurement.invoiceNumber')}
          withAsterisk
          data-autofocus
          maxLength={80}
          {...form.getInputProps('number')}
        />
        <DayField label={t('procurement.invoicedOn')} {...form.getInputProps('invoicedOn')} />
        <DayField label={t('procurement.dueOn')} {...form.getInputProps('dueOn')} />
        <TextInput
          label={t('procurement.freightIn', { currency })}
          inputMode="decimal"
          className="numbers"
          {...form.getInputProps('freight')}
        />
      </div>
      {order.lines.map((line, index) => (
        <div
          key={line.id}
          className={classes['halves']}
          role="group"
          aria-label={t('procurement.lineNumber', { number: index + 1 })}
        >
          <NumberInput
            label={line.model?.name ?? line.category.name}
            min={0}
            allowDecimal={false}
            {...form.getInputProps(`lines.${index}.quantity`)}
          />
          <TextInput
            label={t('procurement.unitPriceIn', { currency })}
            inputMode="decimal"
            className="numbers"
            {...form.getInputProps(`lines.${index}.price`)}
          />
        </div>
      ))}
      <FilesField files={files} change={setFiles} />
      {wantsControl(saving.error) ? <ControlField value={control} change={setControl} /> : null}
    </FormModal>
  );
}
