import { Select, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { freezesCustody, incidentKinds } from '#shared/features/incidents/model.ts';
import type { IncidentKind, IncidentSource } from '#shared/features/incidents/model.ts';
import { DependantsWarning } from '#renderer/features/assets/relations/DependantsWarning.tsx';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { AssetPicker } from '#renderer/features/loans/AssetPicker.tsx';
import type { PickedAsset } from '#renderer/features/loans/AssetPicker.tsx';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

interface About extends PickedAsset {
  custodian: { kind: string; id: number; name: string } | null;
  place: { id: number; name: string } | null;
}

interface DeclareFormProps {
  /** What it is about, as far as that is known before anybody has typed a word. */
  asset?: About;
  source: Exclude<IncidentSource, 'stocktake'>;
  onClose: () => void;
  declared?: (id: number) => void;
}

/** Says what happened, to what, to whom and where; what is lost or stolen is locked by it. */
export function DeclareForm({ asset, source, onClose, declared }: DeclareFormProps) {
  const [kind, setKind] = useState<IncidentKind | null>(null);
  const [assets, setAssets] = useState<PickedAsset[]>(asset === undefined ? [] : [asset]);
  const person = asset?.custodian?.kind === 'person' ? asset.custodian : null;
  const [personId, setPersonId] = useState<string | null>(person === null ? null : String(person.id));
  const [placeId, setPlaceId] = useState<string | null>(asset?.place ? String(asset.place.id) : null);
  const [happenedOn, setHappenedOn] = useState<string | null>(today());
  const [description, setDescription] = useState('');
  const [seen, setSeen] = useState(false);
  const places = usePlaceChoices();
  const locks = kind !== null && freezesCustody(kind);
  const dependants = useDependants(locks ? assets : []);
  const save = useMutation({
    mutationFn: (what: IncidentKind) =>
      client.incidents.declare({
        kind: what,
        assetIds: assets.map(({ id }) => id),
        personId: personId === null ? null : Number(personId),
        placeId: placeId === null ? null : Number(placeId),
        happenedOn,
        description,
        source,
      }),
    onSuccess: ({ id, number }) => {
      announce(t('incidents.declared', { number }));
      onClose();
      declared?.(id);
    },
  });
  const isAboutSomething = assets.length > 0 || personId !== null || placeId !== null;
  return (
    <FormModal
      title={asset === undefined ? t('incidents.declare') : t('incidents.declareOf', { tag: asset.tag })}
      submitLabel={t('incidents.declare')}
      size="lg"
      busy={save.isPending}
      submitDisabled={
        kind === null || description.trim() === '' || !isAboutSomething || (dependants.length > 0 && !seen)
      }
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => {
        if (kind !== null) save.mutate(kind);
      }}
      onClose={onClose}
    >
      <Select
        label={t('incidents.kind')}
        withAsterisk
        data-autofocus
        data={incidentKinds.map((value) => ({ value, label: word('incidentKind', value) }))}
        value={kind}
        onChange={(value) => setKind(incidentKinds.find((each) => each === value) ?? null)}
      />
      <AssetPicker label={t('incidents.assets')} picked={assets} onChange={setAssets} />
      {locks ? <Text size="sm">{t('incidents.locksHint')}</Text> : null}
      {dependants.length > 0 ? <DependantsWarning dependants={dependants} seen={seen} onSeen={setSeen} /> : null}
      <Textarea
        label={t('incidents.description')}
        description={t('incidents.descriptionHint')}
        withAsterisk
        autosize
        minRows={3}
        maxRows={10}
        maxLength={4000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Stack gap="sm">
        <PersonSelect
          label={t('incidents.person')}
          description={t('incidents.personHint')}
          clearable
          value={personId}
          chosen={person}
          onChange={setPersonId}
        />
        <SearchableSelect label={t('incidents.place')} clearable data={places} value={placeId} onChange={setPlaceId} />
        <DayField
          label={t('incidents.happenedOn')}
          maxDate={today()}
          value={happenedOn}
          onChange={(value) => setHappenedOn(value)}
        />
      </Stack>
    </FormModal>
  );
}

/** What would be missed together with these assets, each once. */
function useDependants(assets: readonly PickedAsset[]) {
  return useQueries({
    queries: assets.map(({ id }) => rpc.assets.listDependants.queryOptions({ input: { assetId: id } })),
    combine: (results) => [
      ...new Map(
        results.flatMap(({ data }) => data?.dependants ?? []).map((dependant) => [dependant.asset.id, dependant]),
      ).values(),
    ],
  });
}
