import { Table, TagsInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Lot } from '#shared/features/retirement/lot.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { gramsOf } from './weight-text.ts';
import classes from './retirement.module.css';

const typed = (grams: number | null) => (grams === null ? '' : String(grams / 1000));

/** Weights and seals before a lot leaves. */
export function PackForm({ lot, onClose }: { lot: Lot; onClose: () => void }) {
  const [total, setTotal] = useState(typed(lot.weightGrams));
  const [seals, setSeals] = useState(lot.seals);
  const [weights, setWeights] = useState(() =>
    Object.fromEntries(lot.assets.map(({ asset, weightGrams }) => [asset.id, typed(weightGrams)])),
  );
  const save = useMutation({
    mutationFn: () =>
      client.retirement.packLot({
        id: lot.id,
        version: lot.version,
        weightGrams: gramsOf(total),
        seals,
        weights: lot.assets.map(({ asset }) => ({ assetId: asset.id, grams: gramsOf(weights[asset.id] ?? '') })),
      }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('lots.pack')}
      submitLabel={t('action.save')}
      size="lg"
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TagsInput
        label={t('lots.seals')}
        description={t('lots.sealsHint')}
        data-scan-field
        value={seals}
        onChange={setSeals}
      />
      <TextInput
        label={t('lots.totalKilograms')}
        inputMode="decimal"
        w={200}
        value={total}
        onChange={(event) => setTotal(event.currentTarget.value)}
      />
      <div className={classes['lines']} tabIndex={0} role="region" aria-label={t('lots.weights')}>
        <Table verticalSpacing={4} aria-label={t('lots.weights')}>
          <Table.Tbody>
            {lot.assets.map(({ asset }) => (
              <Table.Tr key={asset.id}>
                <Table.Td>
                  {asset.tag} {asset.name}
                </Table.Td>
                <Table.Td w={140}>
                  <TextInput
                    size="xs"
                    aria-label={t('lots.kilogramsOf', { tag: asset.tag })}
                    placeholder="kg"
                    inputMode="decimal"
                    value={weights[asset.id] ?? ''}
                    onChange={(event) => {
                      const { value } = event.currentTarget;
                      setWeights((before) => ({ ...before, [asset.id]: value }));
                    }}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </FormModal>
  );
}
