import { FileInput, PasswordInput, Select, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { longestProof, problemOfProof } from '#shared/features/configuration/proof.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { thumbnailOf } from '#renderer/ui/attachments/thumbnail.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import type { Asked } from './use-signing.ts';

/** Asks for what a step wants as proof, then signs it. */
export function ProofForm({ runId, asked, onClose }: { runId: number; asked: Asked; onClose: () => void }) {
  const { step, assets } = asked;
  const [value, setValue] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const problem = step.proof === 'file' ? (file === null ? 'PROOF_MISSING' : null) : problemOfProof(step, value);
  const signing = useMutation({
    mutationFn: async () => {
      const where = { runId, stepId: step.id };
      if (file === null || step.proof !== 'file')
        return client.configuration.signStep({ ...where, assetIds: assets.map(({ id }) => id), value });
      for (const { id: assetId } of assets)
        await client.configuration.signStepWithFile({ ...where, assetId, file, thumbnail: await thumbnailOf(file) });
      return undefined;
    },
    onSuccess: onClose,
  });
  const field = {
    label: word('stepProof', step.proof),
    description: step.instruction,
    withAsterisk: true,
    error: tried && problem !== null ? word('proofProblem', problem) : null,
    'data-autofocus': true,
  };
  return (
    <FormModal
      title={step.title}
      submitLabel={t('configuration.sign')}
      busy={signing.isPending}
      failure={signing.error === null ? null : sentenceOfError(signing.error)}
      onSubmit={() => {
        setTried(true);
        if (problem === null) signing.mutate();
      }}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {assets.map(({ tag }) => tag).join(', ')}
      </Text>
      {step.proof === 'choice' ? (
        <Select {...field} data={step.choices} value={value} onChange={setValue} />
      ) : step.proof === 'file' ? (
        <FileInput {...field} placeholder={t('configuration.chooseFile')} value={file} onChange={setFile} />
      ) : step.proof === 'secret' ? (
        <PasswordInput
          {...field}
          maxLength={longestProof}
          autoComplete="off"
          value={value ?? ''}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...field}
          maxLength={longestProof}
          inputMode={step.proof === 'number' ? 'decimal' : 'text'}
          value={value ?? ''}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
    </FormModal>
  );
}
