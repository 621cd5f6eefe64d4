import { Autocomplete, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { extraKinds } from '#shared/features/role-kits/contract.ts';
import type { ExtraKind } from '#shared/features/role-kits/contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
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
  // A licence that is named as its product is gets a real seat.
  const found = useQuery(rpc.software.listProducts.queryOptions({ input: {} })).data ?? [];
  const products = found.map(({ name }) => name);
  return (
    <>
      {form.values.extras.map(({ key, kind }, index) => (
        <div key={key} className={classes['extra']}>
          <Select
            label={t('roleRuns.extraKind', { number: index + 1 })}
            allowDeselect={false}
            data={extraKinds.map((value) => ({ value, label: word('roleKitExtra', value) }))}
            {...form.getInputProps(`extras.${index}.kind`)}
          />
          <Autocomplete
            label={t('roleRuns.extraName', { number: index + 1 })}
            maxLength={120}
            limit={30}
            data={kind === 'licence' ? products : []}
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
