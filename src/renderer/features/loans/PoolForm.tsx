import { NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pool } from '#shared/features/loans/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { AssetPicker } from './AssetPicker.tsx';
import type { PickedAsset } from './AssetPicker.tsx';
import { GroupName } from './Groups.tsx';

/** What belongs to a pool, and for how long it is lent. */
export function PoolForm({ pool, onClose }: { pool: Pool | null; onClose: () => void }) {
  const [name, setName] = useState(pool?.name ?? '');
  const [loanDays, setLoanDays] = useState(pool?.loanDays ?? 7);
  const [picked, setPicked] = useState<PickedAsset[]>(
    (pool?.members ?? []).map(({ assetId, tag, name: assetName }) => ({ id: assetId, tag, name: assetName })),
  );
  const save = useMutation({
    mutationFn: () =>
      client.loans.savePool({
        id: pool?.id ?? null,
        name: name.trim(),
        loanDays,
        assetIds: picked.map(({ id }) => id),
        version: pool?.version ?? null,
      }),
    onSuccess: () => {
      announce(t('pool.saved', { name: name.trim() }));
      onClose();
    },
  });
  return (
    <FormModal
      title={pool === null ? t('pool.new') : t('pool.edit', { name: pool.name })}
      submitLabel={t('action.save')}
      submitDisabled={name.trim() === ''}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size="lg"
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <GroupName value={name} onChange={setName} />
      <NumberInput
        label={t('pool.loanDays')}
        description={t('pool.loanDaysHint')}
        w={220}
        min={1}
        max={365}
        allowDecimal={false}
        value={loanDays}
        onChange={(value) => setLoanDays(Math.max(1, Number(value) || 1))}
      />
      <AssetPicker label={t('pool.add')} picked={picked} onChange={setPicked} />
    </FormModal>
  );
}
