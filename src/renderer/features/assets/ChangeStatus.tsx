import { Select, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Asset } from '#shared/features/assets/model.ts';
import { assetStatuses, endsService, isHeld, isOnTheWayOut, nextStatuses } from '#shared/features/assets/status.ts';
import type { AssetStatus } from '#shared/features/assets/status.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { DependantsWarning } from './relations/DependantsWarning.tsx';

/** Only statuses that may follow are offered; being held comes from handing over, and leaving from retirement. */
export function ChangeStatus({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const next = nextStatuses[asset.status].filter((status) => !isHeld(status) && !isOnTheWayOut(status));
  const [status, setStatus] = useState<AssetStatus | null>(null);
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState(false);
  const warned = status !== null && endsService(status);
  const dependants =
    useQuery(rpc.assets.listDependants.queryOptions({ input: { assetId: asset.id }, enabled: warned })).data
      ?.dependants ?? [];
  const held = warned && dependants.length > 0 && !seen;
  const change = useMutation({
    mutationFn: (to: AssetStatus) =>
      client.assets.changeStatus({ id: asset.id, status: to, reason, despiteDependants: warned && seen }),
    onSuccess: () => {
      announce(t('assets.statusChanged', { tag: asset.tag }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('assets.changeStatusTitle', { tag: asset.tag })}
      submitLabel={t('assets.changeStatus')}
      submitDisabled={status === null || reason.trim() === '' || held}
      busy={change.isPending}
      failure={change.error === null ? null : sentenceOfError(change.error)}
      onSubmit={() => {
        if (status !== null) change.mutate(status);
      }}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('assets.statusNow', { status: word('status', asset.status) })}
      </Text>
      <Select
        label={t('assets.newStatus')}
        data-autofocus
        data={next.map((value) => ({ value, label: word('status', value) }))}
        value={status}
        onChange={(value) => setStatus(assetStatuses.find((each) => each === value) ?? null)}
      />
      {warned && dependants.length > 0 ? (
        <DependantsWarning dependants={dependants} seen={seen} onSeen={setSeen} />
      ) : null}
      <Textarea
        label={t('field.reason')}
        description={t('assets.reasonHint')}
        withAsterisk
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
