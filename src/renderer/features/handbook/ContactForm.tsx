import { TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Contact } from '#shared/features/handbook/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

const blank: Contact = { name: '', email: '', phone: '', hint: '' };

/** Whom everybody may ask: it stands at the foot of the window on every page. */
export function ContactForm({ onClose }: { onClose: () => void }) {
  const known = useQuery(rpc.handbook.contact.queryOptions()).data ?? blank;
  const [typed, setTyped] = useState<Partial<Contact>>({});
  const values = { ...known, ...typed };
  const saving = useMutation({ mutationFn: () => client.handbook.setContact(values), onSuccess: onClose });
  const field = (name: keyof Contact, maxLength: number) => ({
    maxLength,
    value: values[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <FormModal
      title={t('handbook.changeContact')}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <TextInput label={t('field.name')} data-autofocus {...field('name', 120)} />
      <TextInput label={t('field.email')} {...field('email', 254)} />
      <TextInput label={t('field.phone')} {...field('phone', 60)} />
      <TextInput label={t('handbook.contactHint')} {...field('hint', 200)} />
    </FormModal>
  );
}
