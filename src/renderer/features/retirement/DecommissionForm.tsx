import { Checkbox, Select, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { retirementReasons } from '#shared/features/retirement/model.ts';
import type { RetirementReason } from '#shared/features/retirement/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { OutlookList } from './OutlookList.tsx';
import { ScannedAssets } from './ScannedAssets.tsx';

interface DecommissionFormProps {
  /** What it is about, as far as that is known before anybody scans. */
  assetIds?: readonly number[];
  reason?: RetirementReason;
  onClose: () => void;
  done?: (count: number) => void;
}

/** Takes assets out of service: what is released and what stands in the way is seen before anything happens. */
export function DecommissionForm({ assetIds = [], reason: known, onClose, done }: DecommissionFormProps) {
  const [ids, setIds] = useState<readonly number[]>(assetIds);
  const [reason, setReason] = useState<RetirementReason | null>(known ?? null);
  const [note, setNote] = useState('');
  const [seen, setSeen] = useState(false);
  const outlooks = useQuery(
    rpc.retirement.outlook.queryOptions({
      input: { assetIds: [...ids] },
      enabled: ids.length > 0,
      placeholderData: (previous) => previous,
    }),
  );
  const shown = ids.length === 0 ? [] : (outlooks.data?.filter(({ asset }) => ids.includes(asset.id)) ?? []);
  const blocked = shown.filter(({ blocks }) => blocks.length > 0);
  const leaving = new Set(shown.map(({ asset }) => asset.tag));
  const dependants = [...new Set(shown.flatMap((each) => each.dependants))].filter((tag) => !leaving.has(tag));
  const save = useMutation({
    mutationFn: (why: RetirementReason) =>
      client.retirement.decommission({ assetIds: [...ids], reason: why, note, despiteDependants: seen }),
    onSuccess: (numbers) => {
      announce(t('retirement.decommissioned', { count: numbers.length }));
      onClose();
      done?.(numbers.length);
    },
  });
  const isReady = shown.length === ids.length && ids.length > 0 && blocked.length === 0;
  return (
    <FormModal
      title={t('retirement.decommission')}
      submitLabel={t('retirement.decommissionThese', { count: ids.length })}
      size="xl"
      busy={save.isPending}
      submitDisabled={!isReady || reason === null || (dependants.length > 0 && !seen)}
      failure={
        save.error !== null
          ? sentenceOfError(save.error)
          : outlooks.error === null
            ? null
            : sentenceOfError(outlooks.error)
      }
      onSubmit={() => {
        if (reason !== null) save.mutate(reason);
      }}
      onClose={onClose}
    >
      <ScannedAssets add={(id) => setIds((before) => (before.includes(id) ? before : [...before, id]))} />
      <OutlookList outlooks={shown} remove={(id) => setIds((before) => before.filter((each) => each !== id))} />
      {blocked.length === 0 ? null : (
        <Text size="sm" c="red" role="alert">
          {t('retirement.blockedHint', { count: blocked.length })}
        </Text>
      )}
      {dependants.length === 0 ? null : (
        <Checkbox
          label={t('retirement.despiteDependants', { tags: dependants.slice(0, 8).join(', ') })}
          checked={seen}
          onChange={(event) => setSeen(event.currentTarget.checked)}
        />
      )}
      <Select
        label={t('retirement.reason')}
        withAsterisk
        data={retirementReasons.map((value) => ({ value, label: word('retirementReason', value) }))}
        value={reason}
        onChange={(value) => setReason(retirementReasons.find((each) => each === value) ?? null)}
      />
      <Textarea
        label={t('retirement.note')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
