import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { mostOfAPerson } from '#shared/features/role-kits/contract.ts';
import type { RoleKit } from '#shared/features/role-kits/contract.ts';
import { CategoryChoice, ModelChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { useModels } from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { AddRowButton, RemoveRowButton } from '#renderer/ui/RowButtons.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { issueOfCount, issueOfRequired } from '#renderer/ui/text/issues.ts';
import { t } from '#renderer/ui/text/t.ts';
import { KitExtras } from './KitExtras.tsx';
import type { ExtraValues } from './KitExtras.tsx';
import classes from './role-kits.module.css';

interface LineValues {
  key: string;
  categoryId: string | null;
  modelId: string | null;
  quantity: number | string;
}

const emptyLine = (): LineValues => ({ key: crypto.randomUUID(), categoryId: null, modelId: null, quantity: 1 });

function valuesOf(kit: RoleKit | null) {
  return {
    role: kit?.role ?? '',
    notes: kit?.notes ?? '',
    lines: kit?.lines.map((line): LineValues => ({
      key: String(line.id),
      categoryId: String(line.category.id),
      modelId: line.model === null ? null : String(line.model.id),
      quantity: line.quantity,
    })) ?? [emptyLine()],
    extras: kit?.extras.map((extra): ExtraValues => ({ ...extra, key: crypto.randomUUID() })) ?? [],
  };
}
export type KitValues = ReturnType<typeof valuesOf>;

/** What a person of a role gets. */
export function KitForm({ kit, onClose }: { kit: RoleKit | null; onClose: () => void }) {
  const models = useModels();
  const form = useForm<KitValues>({
    initialValues: valuesOf(kit),
    validate: {
      role: issueOfRequired,
      lines: {
        categoryId: issueOfRequired,
        quantity: (value) => issueOfCount(value, mostOfAPerson),
      },
      extras: { name: issueOfRequired },
    },
  });
  const saving = useMutation({
    mutationFn: ({ role, notes, lines, extras }: KitValues) =>
      client.roleKits.save({
        id: kit?.id ?? null,
        version: kit?.version ?? 1,
        role: role.trim(),
        notes: notes.trim(),
        lines: lines.map(({ categoryId, modelId, quantity }) => ({
          categoryId: Number(categoryId),
          modelId: modelId === null ? null : Number(modelId),
          quantity: Number(quantity),
        })),
        extras: extras.map(({ kind, name }) => ({ kind, name: name.trim() })),
      }),
    onSuccess: onClose,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={kit === null ? t('roleKits.newKit') : kit.role}
      size={760}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <TextInput
        label={t('roleKits.role')}
        placeholder={t('roleKits.roleHint')}
        withAsterisk
        data-autofocus
        maxLength={80}
        {...form.getInputProps('role')}
      />
      {form.values.lines.map(({ key }, index) => (
        <div
          key={key}
          className={classes['line']}
          role="group"
          aria-label={t('procurement.lineNumber', { number: index + 1 })}
        >
          <CategoryChoice {...form.getInputProps(`lines.${index}.categoryId`)} />
          <ModelChoice
            {...form.getInputProps(`lines.${index}.modelId`)}
            placeholder={t('roleKits.anyModel')}
            onChange={(modelId) => {
              form.setFieldValue(`lines.${index}.modelId`, modelId);
              const model = models?.find(({ id }) => String(id) === modelId);
              if (model !== undefined) form.setFieldValue(`lines.${index}.categoryId`, String(model.categoryId));
            }}
          />
          <WholeNumberField
            label={t('procurement.quantity')}
            min={1}
            max={mostOfAPerson}
            {...form.getInputProps(`lines.${index}.quantity`)}
          />
          <RemoveRowButton
            label={t('procurement.removeLine', { number: index + 1 })}
            disabled={form.values.lines.length === 1}
            remove={() => form.removeListItem('lines', index)}
          />
        </div>
      ))}
      <AddRowButton label={t('procurement.addLine')} add={() => form.insertListItem('lines', emptyLine())} />
      <KitExtras form={form} />
      <TextInput label={t('field.notes')} maxLength={500} {...form.getInputProps('notes')} />
    </FormModal>
  );
}
