import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewEntrant } from '#shared/features/security/keeping.ts';
import { useDepartmentChoices } from '#renderer/features/assets/use-register-choices.ts';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

const kinds = ['person', 'department', 'title'] as const;
type Kind = (typeof kinds)[number];

function whoOf(kind: Kind, value: string | null): NewEntrant | null {
  if (value === null || value.trim() === '') return null;
  if (kind === 'person') return { kind, personId: Number(value) };
  if (kind === 'department') return { kind, departmentId: Number(value) };
  return { kind, title: value.trim() };
}

/** Lets somebody enter: a person, everybody of a department, or everybody with a job title. */
export function EntrantForm({ placeId, onClose }: { placeId: number; onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('person');
  const [value, setValue] = useState<string | null>(null);
  const departments = useDepartmentChoices();
  const who = whoOf(kind, value);
  const save = useMutation({
    mutationFn: (entrant: NewEntrant) => client.security.letIn({ placeId, who: entrant }),
    onSuccess: () => {
      announce(t('security.letInNow'));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('security.letIn')}
      submitLabel={t('security.letIn')}
      busy={save.isPending}
      submitDisabled={who === null}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => {
        if (who !== null) save.mutate(who);
      }}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('security.who')}
        data={kinds.map((each) => ({ value: each, label: word('entrantKind', each) }))}
        value={kind}
        onChange={(next) => {
          setKind(kinds.find((each) => each === next) ?? kind);
          setValue(null);
        }}
      />
      {kind === 'person' ? (
        <PersonSelect label={t('entrantKind.person')} withAsterisk value={value} onChange={setValue} />
      ) : null}
      {kind === 'department' ? (
        <Select
          label={t('entrantKind.department')}
          withAsterisk
          searchable
          data={departments}
          value={value}
          onChange={setValue}
        />
      ) : null}
      {kind === 'title' ? (
        <TextInput
          label={t('entrantKind.title')}
          description={t('security.titleHint')}
          withAsterisk
          maxLength={120}
          value={value ?? ''}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      ) : null}
    </FormModal>
  );
}
