import { Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { extraKinds } from '#shared/features/role-kits/contract.ts';
import type { ExtraKind } from '#shared/features/role-kits/contract.ts';
import { AddRowButton, RemoveRowButton } from '#renderer/ui/RowButtons.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import type { KitValues } from './KitForm.tsx';
import classes from './role-kits.module.css';

export interface ExtraValues {
  key: string;
  kind: ExtraKind;
  name: string;
}

/** What a person of a role gets beside assets. */
export function KitExtras({ form }: { form: UseFormReturnType<KitValues> }) {
  return (
    <>
      {form.values.extras.map(({ key }, index) => (
        <div key={key} className={classes['extra']}>
          <Select
            label={t('roleRuns.extraKind', { number: index + 1 })}
            allowDeselect={false}
            data={extraKinds.map((value) => ({ value, label: word('roleKitExtra', value) }))}
            {...form.getInputProps(`extras.${index}.kind`)}
          />
          <TextInput
            label={t('roleRuns.extraName', { number: index + 1 })}
            maxLength={120}
            {...form.getInputProps(`extras.${index}.name`)}
          />
          <RemoveRowButton
            label={t('roleRuns.removeExtra', { number: index + 1 })}
            remove={() => form.removeListItem('extras', index)}
          />
        </div>
      ))}
      <AddRowButton
        label={t('roleRuns.addExtra')}
        add={() => form.insertListItem('extras', { key: crypto.randomUUID(), kind: 'licence', name: '' })}
      />
    </>
  );
}
