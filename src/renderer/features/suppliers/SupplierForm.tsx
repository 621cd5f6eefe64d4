import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { Supplier } from '#shared/features/suppliers/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

export function SupplierForm({ supplier, onClose }: { supplier: Supplier | null; onClose: () => void }) {
  const form = useForm({
    initialValues: {
      name: supplier?.name ?? '',
      contact: supplier?.contact ?? '',
      email: supplier?.email ?? '',
      phone: supplier?.phone ?? '',
      notes: supplier?.notes ?? '',
    },
    validate: { name: (value) => (value.trim() === '' ? t('issue.required') : null) },
  });
  const saving = useMutation({
    mutationFn: async (values: typeof form.values) => {
      const { name, ...others } = values;
      const [contact, email, phone, notes] = [others.contact, others.email, others.phone, others.notes].map(
        (each) => each.trim() || null,
      );
      const details = {
        name: name.trim(),
        contact: contact ?? null,
        email: email ?? null,
        phone: phone ?? null,
        notes: notes ?? null,
      };
      if (supplier === null) await client.suppliers.create(details);
      else await client.suppliers.update({ ...details, id: supplier.id, version: supplier.version });
    },
    onSuccess: onClose,
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  return (
    <FormModal
      title={supplier === null ? t('catalogue.addSupplier') : supplier.name}
      submitLabel={supplier === null ? t('catalogue.addSupplier') : t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => form.onSubmit((values) => saving.mutate(values))()}
      onClose={onClose}
    >
      <TextInput label={t('field.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('field.contact')} {...form.getInputProps('contact')} />
      <TextInput label={t('field.email')} type="email" {...form.getInputProps('email')} />
      <TextInput label={t('field.phone')} {...form.getInputProps('phone')} />
      <Textarea label={t('field.notes')} autosize minRows={1} maxRows={4} {...form.getInputProps('notes')} />
    </FormModal>
  );
}
