import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  antivirusStates,
  encryptionStates,
  mdmStates,
  nothingKnown,
  screenLockStates,
} from '#shared/features/security/posture.ts';
import type { PostureFacts } from '#shared/features/security/posture.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** What somebody saw of a device; what is left empty stays as it was known. */
export function ReadingForm({ asset, onClose }: { asset: { id: number; tag: string }; onClose: () => void }) {
  const [facts, setFacts] = useState<PostureFacts>(nothingKnown);
  const [takenOn, setTakenOn] = useState<string | null>(today());
  const change = (part: Partial<PostureFacts>) => setFacts({ ...facts, ...part });
  const save = useMutation({
    mutationFn: () =>
      client.security.recordPosture({
        ...facts,
        assetId: asset.id,
        takenOn: takenOn ?? today(),
        source: t('security.byHand'),
      }),
    onSuccess: () => {
      announce(t('security.readingSaved'));
      onClose();
    },
  });
  const choice = <Value extends string>(
    label: string,
    family: string,
    values: readonly Value[],
    value: Value | null,
    choose: (next: Value | null) => void,
  ) => (
    <Select
      label={label}
      clearable
      placeholder={t('security.asKnown')}
      data={values.map((each) => ({ value: each, label: word(family, each) }))}
      value={value}
      onChange={(next) => choose(values.find((each) => each === next) ?? null)}
    />
  );
  return (
    <FormModal
      title={t('security.readingOf', { tag: asset.tag })}
      submitLabel={t('action.save')}
      size="lg"
      busy={save.isPending}
      submitDisabled={Object.values(facts).every((value) => value === null)}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="sm">
        {choice(t('postureCheck.encryption'), 'encryptionState', encryptionStates, facts.encryption, (encryption) =>
          change({ encryption }),
        )}
        {choice(t('postureCheck.antivirus'), 'antivirusState', antivirusStates, facts.antivirus, (antivirus) =>
          change({ antivirus }),
        )}
        {choice(t('postureCheck.mdm'), 'mdmState', mdmStates, facts.mdm, (mdm) => change({ mdm }))}
        {choice(t('postureCheck.screenLock'), 'screenLockState', screenLockStates, facts.screenLock, (screenLock) =>
          change({ screenLock }),
        )}
        <DayField
          label={t('field.patchedOn')}
          clearable
          maxDate={takenOn ?? today()}
          value={facts.patchedOn}
          onChange={(patchedOn) => change({ patchedOn })}
        />
        <TextInput
          label={t('field.patchLevel')}
          maxLength={120}
          value={facts.patchLevel ?? ''}
          onChange={({ currentTarget: { value } }) => change({ patchLevel: value.trim() === '' ? null : value })}
        />
        <DayField
          label={t('field.contactOn')}
          clearable
          maxDate={takenOn ?? today()}
          value={facts.contactOn}
          onChange={(contactOn) => change({ contactOn })}
        />
        <DayField label={t('security.readOn')} maxDate={today()} value={takenOn} onChange={setTakenOn} />
      </SimpleGrid>
    </FormModal>
  );
}
