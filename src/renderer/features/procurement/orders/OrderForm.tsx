import { ActionIcon, Button, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import { mostOfALine } from '#shared/features/procurement/requisition.ts';
import type { Order, OrderDetails } from '#shared/features/procurement/order.ts';
import { CategoryChoice, ModelChoice, PlaceChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

interface LineValues {
  key: string;
  id: number | null;
  categoryId: string | null;
  modelId: string | null;
  description: string;
  quantity: number | string;
  price: string;
  tax: number | string;
}

function valuesOf(order: Order) {
  const decimal = (minor: number | null | undefined) => moneyToDecimal({ minor: minor ?? 0, currency: order.currency });
  return {
    deliveryPlaceId: order.deliveryPlace === null ? null : String(order.deliveryPlace.id),
    deliveryAddress: order.deliveryAddress,
    terms: order.terms,
    expectedOn: order.expectedOn,
    freight: decimal(order.totals?.freightMinor),
    reason: '',
    lines: order.lines.map((line): LineValues => ({
      key: String(line.id),
      id: line.id,
      categoryId: String(line.category.id),
      modelId: line.model === null ? null : String(line.model.id),
      description: line.description,
      quantity: line.quantity,
      price: decimal(line.unitPriceMinor),
      tax: line.taxBasisPoints / 100,
    })),
  };
}
type Values = ReturnType<typeof valuesOf>;

function detailsOf(values: Values, currency: string): OrderDetails {
  const minorOf = (text: string) => moneyOfText(text, currency)?.minor ?? 0;
  return {
    deliveryPlaceId: values.deliveryPlaceId === null ? null : Number(values.deliveryPlaceId),
    deliveryAddress: values.deliveryAddress.trim(),
    terms: values.terms.trim(),
    expectedOn: values.expectedOn,
    freightMinor: minorOf(values.freight),
    lines: values.lines.map((line) => ({
      id: line.id,
      categoryId: Number(line.categoryId),
      modelId: line.modelId === null ? null : Number(line.modelId),
      description: line.description.trim(),
      quantity: Number(line.quantity),
      unitPriceMinor: minorOf(line.price),
      taxBasisPoints: Math.round(Number(line.tax) * 100),
    })),
  };
}

export function OrderForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const { currency } = order;
  const wasSent = order.sentRevision !== null;
  const required = (value: string | null) => (value === null || value.trim() === '' ? t('issue.required') : null);
  const form = useForm<Values>({
    initialValues: valuesOf(order),
    validate: {
      freight: (value) => issueOfMoney(value, currency),
      reason: (value) => (wasSent ? required(value) : null),
      lines: {
        categoryId: required,
        quantity: (value) =>
          Number.isInteger(value) && Number(value) >= 1 && Number(value) <= mostOfALine
            ? null
            : t('procurement.issue.quantity', { most: mostOfALine }),
        price: (value) => (moneyOfText(value, currency) === null ? t('issue.required') : null),
      },
    },
  });
  const saving = useMutation({
    mutationFn: (values: Values) =>
      client.procurement.changeOrder({
        ...detailsOf(values, currency),
        id: order.id,
        version: order.version,
        reason: values.reason.trim(),
      }),
    onSuccess: onClose,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={order.number}
      size={1000}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
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
      <Button
        size="compact-sm"
        variant="subtle"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} />}
        onClick={() => form.insertListItem('lines', emptyLine())}
      >
        {t('procurement.addLine')}
      </Button>
      {wasSent ? (
        <TextInput
          label={t('procurement.changeReason')}
          withAsterisk
          maxLength={500}
          {...form.getInputProps('reason')}
        />
      ) : null}
    </FormModal>
  );
}

function emptyLine(): LineValues {
  return {
    key: crypto.randomUUID(),
    id: null,
    categoryId: null,
    modelId: null,
    description: '',
    quantity: 1,
    price: '',
    tax: 19,
  };
}

function LineFields({ form, index, currency }: { form: UseFormReturnType<Values>; index: number; currency: string }) {
  const field = (name: keyof LineValues) => form.getInputProps(`lines.${index}.${name}`);
  return (
    <div className={classes['orderLine']} role="group" aria-label={t('procurement.lineNumber', { number: index + 1 })}>
      <CategoryChoice {...field('categoryId')} />
      <ModelChoice {...field('modelId')} />
      <TextInput label={t('procurement.description')} maxLength={200} {...field('description')} />
      <NumberInput
        label={t('procurement.quantity')}
        min={1}
        max={mostOfALine}
        clampBehavior="none"
        allowDecimal={false}
        {...field('quantity')}
      />
      <TextInput
        label={t('procurement.unitPriceIn', { currency })}
        inputMode="decimal"
        className="numbers"
        {...field('price')}
      />
      <NumberInput label={t('procurement.taxPercent')} min={0} max={100} decimalScale={2} {...field('tax')} />
      <ActionIcon
        className={classes['remove'] ?? ''}
        variant="subtle"
        color="gray"
        aria-label={t('procurement.removeLine', { number: index + 1 })}
        disabled={form.values.lines.length === 1}
        onClick={() => form.removeListItem('lines', index)}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
