import { Checkbox, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dataClasses } from '#shared/features/incidents/response.ts';
import type { DataClass } from '#shared/features/incidents/response.ts';
import { keepingTimes, keptThings } from '#shared/features/security/keeping.ts';
import type { KeepingRule, KeepingTime, KeptThing, RuleSubject } from '#shared/features/security/keeping.ts';
import { useCategoryChoices } from '#renderer/features/assets/use-register-choices.ts';
import { AssetPicker } from '#renderer/features/loans/AssetPicker.tsx';
import type { PickedAsset } from '#renderer/features/loans/AssetPicker.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

function subjectOf(about: KeptThing, id: string | null, dataClass: DataClass): RuleSubject | null {
  if (about === 'holds_data') return { about };
  if (about === 'data_class') return { about, dataClass };
  if (id === null) return null;
  return about === 'asset' ? { about, assetId: Number(id) } : { about, categoryId: Number(id) };
}

/** What has to be kept in which secure place, and what happens otherwise. */
export function RuleForm({ rule, onClose }: { rule: KeepingRule | null; onClose: () => void }) {
  const [about, setAbout] = useState<KeptThing>(rule?.about ?? 'category');
  const [subjectId, setSubjectId] = useState<string | null>(rule?.subject ? String(rule.subject.id) : null);
  const [assets, setAssets] = useState<PickedAsset[]>(
    rule?.about === 'asset' && rule.subject ? [{ id: rule.subject.id, tag: rule.subject.name, name: '' }] : [],
  );
  const [dataClass, setDataClass] = useState<DataClass>(rule?.dataClass ?? 'personal');
  const [placeId, setPlaceId] = useState<string | null>(rule?.place ? String(rule.place.id) : null);
  const [applies, setApplies] = useState<KeepingTime>(rule?.applies ?? 'in_stock');
  const [strict, setStrict] = useState(rule?.strict ?? false);
  const [note, setNote] = useState(rule?.note ?? '');
  const categories = useCategoryChoices();
  const places = useQuery(rpc.security.listSecurePlaces.queryOptions()).data ?? [];
  const subject = subjectOf(about, subjectId, dataClass);
  const save = useMutation({
    mutationFn: (what: RuleSubject) =>
      client.security.saveRule({
        id: rule?.id ?? null,
        version: rule?.version ?? null,
        subject: what,
        placeId: placeId === null ? null : Number(placeId),
        applies,
        strict,
        note: note.trim(),
      }),
    onSuccess: () => {
      announce(t('security.ruleSaved'));
      onClose();
    },
  });
  return (
    <FormModal
      title={t(rule === null ? 'security.addRule' : 'security.changeRule')}
      submitLabel={t('action.save')}
      busy={save.isPending}
      submitDisabled={subject === null}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => {
        if (subject !== null) save.mutate(subject);
      }}
      onClose={onClose}
    >
      <Select
        label={t('security.about')}
        data-autofocus
        allowDeselect={false}
        data={keptThings.map((value) => ({ value, label: word('keptThing', value) }))}
        value={about}
        onChange={(next) => {
          setAbout(keptThings.find((each) => each === next) ?? about);
          setSubjectId(null);
          setAssets([]);
        }}
      />
      {about === 'category' ? (
        <Select
          label={t('field.category')}
          withAsterisk
          searchable
          data={categories}
          value={subjectId}
          onChange={setSubjectId}
        />
      ) : null}
      {about === 'asset' ? (
        <AssetPicker
          label={t('field.asset')}
          picked={assets}
          onChange={(picked) => {
            const last = picked.at(-1);
            setAssets(last === undefined ? [] : [last]);
            setSubjectId(last === undefined ? null : String(last.id));
          }}
        />
      ) : null}
      {about === 'data_class' ? (
        <Select
          label={t('response.dataClass')}
          allowDeselect={false}
          data={dataClasses.map((value) => ({ value, label: word('dataClass', value) }))}
          value={dataClass}
          onChange={(next) => setDataClass(dataClasses.find((each) => each === next) ?? dataClass)}
        />
      ) : null}
      <SearchableSelect
        label={t('security.keptIn')}
        placeholder={t('security.anySecure')}
        clearable
        data={places.map(({ place }) => ({ value: String(place.id), label: place.name }))}
        value={placeId}
        onChange={setPlaceId}
      />
      <Select
        label={t('security.applies')}
        allowDeselect={false}
        data={keepingTimes.map((value) => ({ value, label: word('keepingTime', value) }))}
        value={applies}
        onChange={(next) => setApplies(keepingTimes.find((each) => each === next) ?? applies)}
      />
      <Checkbox
        label={t('security.strict')}
        description={t('security.strictHint')}
        checked={strict}
        onChange={(event) => setStrict(event.currentTarget.checked)}
      />
      <TextInput
        label={t('security.why')}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
