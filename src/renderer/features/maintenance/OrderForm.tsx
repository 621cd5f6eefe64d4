import { Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { TechnicianSelect } from './TechnicianSelect.tsx';

interface OrderFormProps {
  /** What it is about; null asks for it. */
  asset: { id: number; tag: string } | null;
  made: (id: number) => void;
  onClose: () => void;
}

/** Something is to be done that no plan foresaw. */
export function OrderForm({ asset, made, onClose }: OrderFormProps) {
  const [assetId, setAssetId] = useState<string | null>(asset === null ? null : String(asset.id));
  const [title, setTitle] = useState('');
  const [plannedOn, setPlannedOn] = useState<string | null>(today());
  const [assigneeId, setAssigneeId] = useState<number | null>(null);
  const [outOfService, setOutOfService] = useState(true);
  const make = useMutation({
    mutationFn: () =>
      client.maintenance.createOrder({
        assetId: Number(assetId),
        title: title.trim(),
        plannedOn: plannedOn ?? today(),
        assigneeId,
        outOfService,
      }),
    onSuccess: ({ id }) => {
      onClose();
      made(id);
    },
  });
  return (
    <FormModal
      title={asset === null ? t('maintenance.newOrder') : t('maintenance.newOrderFor', { tag: asset.tag })}
      submitLabel={t('maintenance.makeOrder')}
      submitDisabled={assetId === null || title.trim() === '' || plannedOn === null}
      busy={make.isPending}
      failure={make.error === null ? null : sentenceOfError(make.error)}
      onSubmit={() => make.mutate()}
      onClose={onClose}
    >
      {asset === null ? (
        <AssetSelect label={t('entity.asset')} value={assetId} onChange={setAssetId} except={0} />
      ) : null}
      <TextInput
        label={t('maintenance.what')}
        withAsterisk
        maxLength={160}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <DayField label={t('maintenance.plannedOn')} value={plannedOn} onChange={setPlannedOn} w={220} />
      <TechnicianSelect label={t('maintenance.assignee')} value={assigneeId} onChange={setAssigneeId} />
      <Checkbox
        label={t('maintenance.outOfService')}
        description={t('maintenance.outOfServiceHint')}
        checked={outOfService}
        onChange={(event) => setOutOfService(event.currentTarget.checked)}
      />
    </FormModal>
  );
}
