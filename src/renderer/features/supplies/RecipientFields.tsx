import { SegmentedControl, TextInput } from '@mantine/core';
import { recipientKinds } from '#shared/features/supplies/model.ts';
import type { RecipientKind, RecipientRef } from '#shared/features/supplies/model.ts';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { useDepartmentChoices } from '#renderer/features/assets/use-register-choices.ts';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

export interface RecipientValues {
  kind: RecipientKind;
  id: string | null;
  name: string;
}

/** Whom the fields name; null as long as they name nobody. */
export function recipientOf({ kind, id, name }: RecipientValues): RecipientRef | null {
  if (kind === 'work') return name.trim() === '' ? null : { kind, name: name.trim() };
  return id === null ? null : { kind, id: Number(id) };
}

interface RecipientFieldsProps {
  act: 'issue' | 'takeBack';
  values: RecipientValues;
  change: (values: RecipientValues) => void;
}

/** To whom or what a quantity goes, or who brings it back. */
export function RecipientFields({ act, values, change }: RecipientFieldsProps) {
  const departments = useDepartmentChoices();
  const { kind, id, name } = values;
  const choose = (next: string | null) => change({ ...values, id: next });
  return (
    <>
      <SegmentedControl
        aria-label={t(act === 'issue' ? 'supplies.toWhom' : 'supplies.fromWhom')}
        data={recipientKinds.map((value) => ({ value, label: word('recipient', value) }))}
        value={kind}
        onChange={(next) =>
          change({ kind: recipientKinds.find((each) => each === next) ?? 'person', id: null, name: '' })
        }
      />
      {kind === 'person' ? <PersonSelect label={t('entity.person')} value={id} onChange={choose} /> : null}
      {kind === 'team' ? (
        <SearchableSelect label={t('custodyTo.team')} data={departments} value={id} onChange={choose} />
      ) : null}
      {kind === 'asset' ? <AssetSelect label={t('entity.asset')} except={0} value={id} onChange={choose} /> : null}
      {kind === 'work' ? (
        <TextInput
          label={t('recipient.work')}
          description={t('supplies.workHint')}
          maxLength={120}
          value={name}
          onChange={(event) => change({ ...values, name: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}
