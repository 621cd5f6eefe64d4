import { Group, NumberInput, Radio, Select, TextInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { runOutcomes } from '#shared/features/recovery/model.ts';
import type { RunOutcome } from '#shared/features/recovery/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { TimeField } from './TimeField.tsx';

interface RecordFormProps {
  item: { id: number; what: string };
  onClose: () => void;
}

/** A run of a backup that somebody writes down. */
export function RunForm({ item, onClose }: RecordFormProps) {
  const [endedAt, setEndedAt] = useState<string | null>(() =>
    new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString(),
  );
  const [outcome, setOutcome] = useState<RunOutcome>('ok');
  const [gigabytes, setGigabytes] = useState<number | string>('');
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      client.recovery.recordRun({
        itemId: item.id,
        endedAt: endedAt ?? '',
        outcome,
        bytes: gigabytes === '' ? null : Math.round(Number(gigabytes) * 1e9),
        note,
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('recovery.recordRunOf', { what: item.what })}
      submitLabel={t('recovery.record')}
      submitDisabled={endedAt === null}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Group grow align="end">
        <TimeField label={t('recovery.endedAt')} withAsterisk value={endedAt} onChange={setEndedAt} />
        <Select
          label={t('recovery.outcome')}
          allowDeselect={false}
          data={runOutcomes.map((value) => ({ value, label: word('runOutcome', value) }))}
          value={outcome}
          onChange={(value) => setOutcome(runOutcomes.find((each) => each === value) ?? outcome)}
        />
        <NumberInput label={t('recovery.size')} suffix=" GB" min={0} value={gigabytes} onChange={setGigabytes} />
      </Group>
      <Textarea
        label={t('recovery.note')}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}

/** Something was brought back, or could not be. */
export function TestForm({ item, onClose }: RecordFormProps) {
  const [testedOn, setTestedOn] = useState<string | null>(today());
  const [sample, setSample] = useState('');
  const [passed, setPassed] = useState(true);
  const [minutes, setMinutes] = useState<number | string>('');
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      client.recovery.recordTest({
        itemId: item.id,
        testedOn: testedOn ?? today(),
        sample: sample.trim(),
        passed,
        minutes: minutes === '' ? null : Number(minutes),
        note,
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('recovery.recordTestOf', { what: item.what })}
      submitLabel={t('recovery.record')}
      submitDisabled={sample.trim() === '' || (!passed && note.trim() === '')}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('recovery.sample')}
        description={t('recovery.sampleHint')}
        withAsterisk
        data-autofocus
        maxLength={300}
        value={sample}
        onChange={(event) => setSample(event.currentTarget.value)}
      />
      <Group grow align="end">
        <DayField label={t('recovery.testedOn')} clearable={false} value={testedOn} onChange={setTestedOn} />
        <WholeNumberField label={t('recovery.minutes')} min={0} max={100_000} value={minutes} onChange={setMinutes} />
      </Group>
      <Radio.Group
        label={t('recovery.result')}
        value={passed ? 'yes' : 'no'}
        onChange={(value) => setPassed(value === 'yes')}
      >
        <Group gap="md" mt={4}>
          <Radio value="yes" label={t('recovery.cameBack')} />
          <Radio value="no" label={t('recovery.didNotComeBack')} />
        </Group>
      </Radio.Group>
      <Textarea
        label={t('recovery.found')}
        withAsterisk={!passed}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
