import { Button, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { ApprovalRuleRow } from '#shared/features/procurement/approval-contract.ts';
import { DepartmentChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { useCategoryChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

interface RuleFormProps {
  rule: ApprovalRuleRow | null;
  currency: string;
  onClose: () => void;
}

const idText = (id: number | null | undefined) => (id === null || id === undefined ? null : String(id));

function valuesOf(rule: ApprovalRuleRow | null, currency: string) {
  const decimal = (minor: number | null | undefined) =>
    minor === null || minor === undefined ? '' : moneyToDecimal({ minor, currency });
  return {
    name: rule?.name ?? '',
    from: decimal(rule?.fromMinor ?? 0),
    upTo: decimal(rule?.upToMinor),
    categoryId: idText(rule?.categoryId),
    departmentId: idText(rule?.departmentId),
    mode: rule?.mode ?? ('sequence' as const),
    quorum: (rule?.quorum ?? '') as number | string,
    members: rule?.members.map(({ id }) => String(id)) ?? [],
  };
}
type Values = ReturnType<typeof valuesOf>;

function detailsOf(values: Values, currency: string) {
  return {
    name: values.name.trim(),
    fromMinor: moneyOfText(values.from, currency)?.minor ?? 0,
    upToMinor: moneyOfText(values.upTo, currency)?.minor ?? null,
    categoryId: values.categoryId === null ? null : Number(values.categoryId),
    departmentId: values.departmentId === null ? null : Number(values.departmentId),
    mode: values.mode,
    quorum: values.mode === 'sequence' || values.quorum === '' ? null : Number(values.quorum),
    members: values.members.map(Number),
  };
}

export function RuleForm({ rule, currency, onClose }: RuleFormProps) {
  const approvers = useQuery(rpc.procurement.listApprovers.queryOptions()).data ?? [];
  const form = useForm<Values>({
    initialValues: valuesOf(rule, currency),
    validate: {
      name: (value) => (value.trim() === '' ? t('issue.required') : null),
      from: (value) => issueOfMoney(value, currency),
      upTo: (value) => issueOfMoney(value, currency),
      members: (value) => (value.length === 0 ? t('issue.required') : null),
    },
  });
  const saving = useMutation({
    mutationFn: (values: Values) =>
      client.procurement.saveApprovalRule({ ...detailsOf(values, currency), id: rule?.id ?? null }),
    onSuccess: onClose,
  });
  const archiving = useMutation({
    mutationFn: (id: number) => client.procurement.archiveApprovalRule({ id }),
    onSuccess: onClose,
  });
  const error = saving.error ?? archiving.error;
  return (
    <FormModal
      title={rule?.name ?? t('procurement.addRule')}
      size={720}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={error === null ? null : sentenceOfError(error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <div className={classes['formGrid']}>
        <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t('procurement.from', { currency })} inputMode="decimal" {...form.getInputProps('from')} />
        <TextInput label={t('procurement.upTo', { currency })} inputMode="decimal" {...form.getInputProps('upTo')} />
        <SearchableSelect
          label={t('field.category')}
          placeholder={t('procurement.all')}
          data={useCategoryChoices()}
          {...form.getInputProps('categoryId')}
        />
        <DepartmentChoice placeholder={t('procurement.all')} {...form.getInputProps('departmentId')} />
        <Select
          label={t('procurement.mode')}
          allowDeselect={false}
          data={(['sequence', 'committee'] as const).map((value) => ({ value, label: word('approvalMode', value) }))}
          {...form.getInputProps('mode')}
        />
        <MultiSelect
          className={classes['wide'] ?? ''}
          label={t('procurement.whoDecides')}
          description={t('procurement.memberOrder')}
          withAsterisk
          searchable
          nothingFoundMessage={t('procurement.noApprovers')}
          data={approvers.map(({ id, name }) => ({ value: String(id), label: name }))}
          {...form.getInputProps('members')}
        />
        <NumberInput
          label={t('procurement.quorum')}
          description={t('procurement.quorumHint')}
          min={1}
          allowDecimal={false}
          disabled={form.values.mode === 'sequence'}
          {...form.getInputProps('quorum')}
        />
      </div>
      {rule === null ? null : (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          style={{ justifySelf: 'start', alignSelf: 'flex-start' }}
          loading={archiving.isPending}
          onClick={() => archiving.mutate(rule.id)}
        >
          {t('procurement.archiveRule')}
        </Button>
      )}
    </FormModal>
  );
}
