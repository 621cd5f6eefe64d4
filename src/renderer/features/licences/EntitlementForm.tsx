import { Button, Checkbox, Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { mostRights, termPeriods } from '#shared/features/licences/entitlement.ts';
import type { Entitlement } from '#shared/features/licences/entitlement.ts';
import { coreRules, metrics, rightKinds } from '#shared/features/software/metric.ts';
import { DepartmentChoice, PlaceChoice, SupplierChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { ProductForm } from '#renderer/features/software/ProductForm.tsx';
import { useProductChoices } from '#renderer/features/software/use-product-choices.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { currencyChoices } from '#renderer/ui/text/currencies.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { checks, detailsOf, valuesOf } from './entitlement-values.ts';
import type { EntitlementValues } from './entitlement-values.ts';
import classes from './licences.module.css';

interface EntitlementFormProps {
  /** Null registers a new one. */
  entitlement: Entitlement | null;
  productId: number | null;
  onClose: () => void;
  /** Told the product of a new one. */
  created?: (productId: number) => void;
}

/** The form waits for the organisation's currency, which new entitlements begin with. */
export function EntitlementForm(props: EntitlementFormProps) {
  const currency = useQuery(rpc.setup.getSettings.queryOptions()).data?.organisation.currency;
  return currency === undefined ? null : <KnownForm {...props} currency={currency} />;
}

/** A tag that was typed and belongs to nothing; its message is the sentence. */
class UnknownTag extends Error {}

const sentenceFor = (error: Error): string => (error instanceof UnknownTag ? error.message : sentenceOfError(error));

/** The identifiers of assets by their tags. @throws UnknownTag */
async function assetsOf(tags: string): Promise<number[]> {
  const ids: number[] = [];
  for (const code of new Set(tags.split(/[\s,;]+/).filter(Boolean))) {
    const found = await client.assets.lookup({ code });
    if (found === null) throw new UnknownTag(t('licences.unknownTag', { tag: code }));
    ids.push(found.id);
  }
  return ids;
}

function KnownForm({
  entitlement: shown,
  productId,
  onClose,
  created,
  currency,
}: EntitlementFormProps & { currency: string }) {
  // What was shown when the form was opened: a change by another operator must not pass for one that was seen.
  const [entitlement] = useState(shown);
  const [addingProduct, setAddingProduct] = useState(false);
  const form = useForm<EntitlementValues>({
    initialValues: valuesOf(entitlement, productId, currency),
    validate: checks,
  });
  const saving = useMutation({
    mutationFn: async (values: EntitlementValues) => {
      const details = detailsOf(values, values.kind === 'oem' ? await assetsOf(values.deviceTags) : []);
      if (entitlement === null) await client.licences.createEntitlement(details);
      else await client.licences.changeEntitlement({ ...details, id: entitlement.id, version: entitlement.version });
      return details.productId;
    },
    onSuccess: (product) => {
      onClose();
      if (entitlement === null) created?.(product);
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={entitlement === null ? t('licences.newEntitlement') : entitlement.reference}
      size={940}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceFor(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <Rights form={form} addProduct={() => setAddingProduct(true)} />
      <Term form={form} />
      <Purchase form={form} isNew={entitlement === null} />
      {addingProduct ? (
        <ProductForm
          product={null}
          onClose={() => setAddingProduct(false)}
          created={(id) => form.setFieldValue('productId', String(id))}
        />
      ) : null}
    </FormModal>
  );
}

type Part = { form: UseFormReturnType<EntitlementValues> };

/** What may be used, and how that is counted. */
function Rights({ form, addProduct }: Part & { addProduct: () => void }) {
  const products = useProductChoices();
  const { metric, kind, unlimited } = form.values;
  return (
    <div className={classes['formGrid']}>
      <Group className={classes['wide'] ?? ''} align="end" gap="xs" wrap="nowrap">
        <SearchableSelect
          label={t('entity.software_product')}
          withAsterisk
          data={products}
          style={{ flex: 1 }}
          {...form.getInputProps('productId')}
        />
        <Button variant="default" onClick={addProduct}>
          {t('licences.newProduct')}
        </Button>
      </Group>
      <TextInput
        label={t('licences.reference')}
        withAsterisk
        maxLength={120}
        data-autofocus
        {...form.getInputProps('reference')}
      />
      <Select
        label={t('licences.metric')}
        description={t(`licences.metricHint.${metric}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        allowDeselect={false}
        data={metrics.map((value) => ({ value, label: word('licenceMetric', value) }))}
        {...form.getInputProps('metric')}
      />
      <Select
        label={t('licences.kind')}
        allowDeselect={false}
        data={rightKinds.map((value) => ({ value, label: word('rightKind', value) }))}
        {...form.getInputProps('kind')}
      />
      <WholeNumberField
        label={t(kind === 'volume' ? 'licences.packs' : 'procurement.quantity')}
        min={1}
        max={mostRights}
        disabled={unlimited}
        thousandSeparator=" "
        {...form.getInputProps('quantity')}
      />
      {kind === 'volume' ? (
        <WholeNumberField label={t('licences.unitsPerPack')} min={1} {...form.getInputProps('unitsPerPack')} />
      ) : null}
      {kind === 'upgrade' ? (
        <SearchableSelect
          label={t('licences.upgradesFrom')}
          withAsterisk
          data={products}
          {...form.getInputProps('upgradesFromId')}
        />
      ) : null}
      {kind === 'oem' ? (
        <TextInput
          className={classes['wide'] ?? ''}
          label={t('licences.boundTo')}
          description={t('licences.boundToHint')}
          {...form.getInputProps('deviceTags')}
        />
      ) : null}
      {metric === 'site' ? (
        <PlaceChoice label={t('licences.site')} withAsterisk {...form.getInputProps('siteId')} />
      ) : null}
      {metric === 'device' ? (
        <WholeNumberField label={t('licences.secondaryUse')} min={0} max={10} {...form.getInputProps('secondaryUse')} />
      ) : null}
      {metric === 'user' || metric === 'named_user' ? (
        <WholeNumberField
          label={t('licences.installsPerRight')}
          min={0}
          max={100}
          {...form.getInputProps('installsPerRight')}
        />
      ) : null}
      {metric === 'core' ? (
        <>
          <Select
            label={t('licences.coreRule')}
            allowDeselect={false}
            data={coreRules.map((value) => ({ value, label: word('coreRule', value) }))}
            {...form.getInputProps('coreRule')}
          />
          <WholeNumberField label={t('licences.corePack')} min={1} max={64} {...form.getInputProps('corePack')} />
        </>
      ) : null}
      <DepartmentChoice label={t('licences.ownDepartment')} {...form.getInputProps('departmentId')} />
      <Group className={classes['full'] ?? ''} gap="xl">
        <Checkbox label={t('licences.unlimitedRights')} {...form.getInputProps('unlimited', { type: 'checkbox' })} />
        <Checkbox label={t('licences.mayDowngrade')} {...form.getInputProps('downgrade', { type: 'checkbox' })} />
      </Group>
    </div>
  );
}

/** How long, until when it can be ended, and what it costs. */
function Term({ form }: Part) {
  return (
    <div className={classes['formGrid']}>
      <DayField label={t('procurement.startsOn')} withAsterisk {...form.getInputProps('startsOn')} />
      <DayField label={t('licences.endsOn')} {...form.getInputProps('endsOn')} />
      <WholeNumberField label={t('licences.noticeDays')} min={0} max={3650} {...form.getInputProps('noticeDays')} />
      <TextInput
        label={t('licences.costIn', { currency: form.values.currency })}
        inputMode="decimal"
        className="numbers"
        {...form.getInputProps('cost')}
      />
      <Select
        label={t('procurement.due')}
        allowDeselect={false}
        data={termPeriods.map((value) => ({ value, label: word('contractPeriod', value) }))}
        {...form.getInputProps('period')}
      />
      <SearchableSelect
        label={t('procurement.currency')}
        data={currencyChoices()}
        allowDeselect={false}
        clearable={false}
        {...form.getInputProps('currency')}
      />
      <DayField label={t('licences.maintenanceFrom')} {...form.getInputProps('maintenanceFrom')} />
      <DayField label={t('licences.maintenanceUntil')} {...form.getInputProps('maintenanceUntil')} />
      <Checkbox
        mt={28}
        label={t('procurement.autoRenew')}
        disabled={form.values.endsOn === null}
        {...form.getInputProps('autoRenew', { type: 'checkbox' })}
      />
    </div>
  );
}

/** Where it came from, and where its papers are. */
function Purchase({ form, isNew }: Part & { isNew: boolean }) {
  const contracts = useQuery(rpc.procurement.listContracts.queryOptions({ input: { limit: 200 } })).data?.rows ?? [];
  const papers = useQuery(rpc.licences.listPapers.queryOptions({ enabled: isNew })).data ?? [];
  return (
    <div className={classes['formGrid']}>
      <SupplierChoice {...form.getInputProps('supplierId')} />
      <SearchableSelect
        label={t('entity.contract')}
        data={contracts.map(({ id, number, title }) => ({ value: String(id), label: `${number} · ${title}` }))}
        {...form.getInputProps('contractId')}
      />
      <TextInput label={t('field.orderNumber')} maxLength={80} {...form.getInputProps('orderNumber')} />
      <DayField label={t('field.purchasedOn')} {...form.getInputProps('purchasedOn')} />
      {papers.length === 0 ? null : (
        <SearchableSelect
          className={classes['wide'] ?? ''}
          label={t('licences.paper')}
          data={papers.map(({ id, tag, name }) => ({ value: String(id), label: `${tag} · ${name}` }))}
          {...form.getInputProps('assetId')}
        />
      )}
      <Textarea
        className={classes['full'] ?? ''}
        label={t('procurement.terms')}
        autosize
        minRows={2}
        maxRows={6}
        {...form.getInputProps('terms')}
      />
      {isNew ? (
        <Text size="sm" className={`${classes['full']} ${classes['quiet']}`}>
          {t('licences.keyLater')}
        </Text>
      ) : null}
    </div>
  );
}
