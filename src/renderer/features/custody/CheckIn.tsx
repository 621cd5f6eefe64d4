import { Checkbox, FileInput, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { nextSteps } from '#shared/features/custody/model.ts';
import type { NextStep } from '#shared/features/custody/model.ts';
import { thumbnailOf } from '#renderer/ui/attachments/thumbnail.ts';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { conditionChoices, conditionOf } from './condition-choices.ts';

interface CheckInProps {
  asset: { id: number; tag: string };
  onClose: () => void;
}

/** Takes an asset back: what of it is there, in which condition, where it is put and what is done with it next. */
export function CheckIn({ asset, onClose }: CheckInProps) {
  const [condition, setCondition] = useState<string | null>(null);
  const [chosenPlace, choosePlace] = useState<string | null>(null);
  const [chosenStep, chooseStep] = useState<NextStep | null>(null);
  const [missing, setMissing] = useState<string[]>([]);
  const [photo, setPhoto] = useState<File | null>(null);
  const [note, setNote] = useState('');
  const places = usePlaceChoices();
  const proposal = useQuery(
    rpc.custody.proposeReturn.queryOptions({
      input: { assetId: asset.id, condition: conditionOf(condition) },
      placeholderData: keepPreviousData,
    }),
  ).data;
  // What was chosen by hand stays; until then the proposal follows the condition.
  const placeId = chosenPlace ?? (proposal?.place ? String(proposal.place.id) : null);
  const nextStep = chosenStep ?? proposal?.nextStep ?? 'stock';
  const checkIn = useMutation({
    mutationFn: async () => {
      // The photo first: were the asset back already, a photo that is refused would be forgotten.
      if (photo !== null)
        await client.assets.attach({ assetId: asset.id, file: photo, thumbnail: await thumbnailOf(photo) });
      await client.custody.checkIn({
        assetId: asset.id,
        placeId: placeId === null ? null : Number(placeId),
        condition: conditionOf(condition),
        note: note.trim() || null,
        missing,
        nextStep,
      });
    },
    onSuccess: () => {
      announce(t('custody.checkedIn', { tag: asset.tag }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('custody.checkInTitle', { tag: asset.tag })}
      submitLabel={t('custody.checkIn')}
      busy={checkIn.isPending}
      failure={checkIn.error === null ? null : sentenceOfError(checkIn.error)}
      size="lg"
      onSubmit={() => checkIn.mutate()}
      onClose={onClose}
    >
      <Select
        label={t('field.condition')}
        placeholder={t('custody.conditionSame')}
        description={
          proposal?.conditionOut ? t('custody.wentOut', { condition: word('condition', proposal.conditionOut) }) : null
        }
        clearable
        data={conditionChoices()}
        value={condition}
        onChange={setCondition}
      />
      {proposal !== undefined && proposal.accessories.length > 0 ? (
        <Accessories names={proposal.accessories} missing={missing} onChange={setMissing} />
      ) : null}
      <FileInput
        label={t('custody.photo')}
        placeholder={t('custody.photoHint')}
        leftSection={<IconCamera size={16} />}
        accept="image/png,image/jpeg,image/webp"
        clearable
        value={photo}
        onChange={setPhoto}
      />
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('custody.nextStep')}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t('custody.nextStep')}
          data={nextSteps.map((value) => ({ value, label: word('nextStep', value) }))}
          value={nextStep}
          onChange={(value) => chooseStep(nextSteps.find((each) => each === value) ?? null)}
        />
      </div>
      <SearchableSelect
        label={t('custody.putInto')}
        placeholder={t('custody.whereItWas')}
        description={chosenPlace === null && proposal?.place ? t('custody.nearestPlace') : null}
        data={places}
        value={placeId}
        onChange={choosePlace}
      />
      <TextInput
        label={t('field.note')}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}

interface AccessoriesProps {
  names: readonly string[];
  missing: readonly string[];
  onChange: (missing: string[]) => void;
}

function Accessories({ names, missing, onChange }: AccessoriesProps) {
  return (
    <Checkbox.Group
      label={t('custody.accessories')}
      description={t('custody.missingHint')}
      value={names.filter((name) => !missing.includes(name))}
      onChange={(there) => onChange(names.filter((name) => !there.includes(name)))}
    >
      <Stack gap={6} mt={6}>
        {names.map((name) => (
          <Checkbox key={name} value={name} label={name} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
