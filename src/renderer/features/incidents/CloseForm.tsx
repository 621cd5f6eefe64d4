import { Radio, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { freezesCustody, incidentOutcomes, outcomesOf } from '#shared/features/incidents/model.ts';
import type { Incident, IncidentOutcome } from '#shared/features/incidents/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

interface CloseFormProps {
  incident: Pick<Incident, 'id' | 'version' | 'kind' | 'assets'>;
  onClose: () => void;
}

/** What came of it, and what that does to the assets. */
export function CloseForm({ incident: { id, version, kind, assets }, onClose }: CloseFormProps) {
  const isFound = assets.length > 0 && assets.every(({ foundAt }) => foundAt !== null);
  const [outcome, setOutcome] = useState<IncidentOutcome | null>(freezesCustody(kind) && isFound ? 'recovered' : null);
  const [note, setNote] = useState('');
  const close = useMutation({
    mutationFn: (end: IncidentOutcome) => client.incidents.close({ id, version, outcome: end, note }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('incidents.close')}
      submitLabel={t('incidents.close')}
      busy={close.isPending}
      submitDisabled={outcome === null || note.trim() === ''}
      failure={close.error === null ? null : sentenceOfError(close.error)}
      onSubmit={() => {
        if (outcome !== null) close.mutate(outcome);
      }}
      onClose={onClose}
    >
      <Radio.Group
        label={t('incidents.outcome')}
        withAsterisk
        value={outcome}
        onChange={(value) => setOutcome(incidentOutcomes.find((each) => each === value) ?? null)}
      >
        <Stack gap={6} mt={4}>
          {outcomesOf[kind].map((value) => (
            <Radio
              key={value}
              value={value}
              label={word('incidentOutcome', value)}
              {...(freezesCustody(kind) ? { description: t(`incidents.outcomeHint.${hintOf(value)}`) } : {})}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('incidents.lessons')}
        description={t('incidents.lessonsHint')}
        withAsterisk
        autosize
        minRows={3}
        maxRows={10}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}

/** Only what ends a loss or theft does something to assets. */
function hintOf(outcome: IncidentOutcome): 'recovered' | 'written_off' | 'mistaken' {
  return outcome === 'recovered' || outcome === 'written_off' ? outcome : 'mistaken';
}
