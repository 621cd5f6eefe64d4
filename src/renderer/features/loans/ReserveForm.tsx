import { SegmentedControl } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { wantedKinds } from '#shared/features/loans/contract.ts';
import type { WantedKind } from '#shared/features/loans/contract.ts';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { useDepartmentChoices, useModelChoices } from '#renderer/features/assets/use-register-choices.ts';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { periodOf, ReservedTime } from './ReservedTime.tsx';
import type { TimeWanted } from './ReservedTime.tsx';

/** What is known before anybody has typed a word. */
export interface ReserveStart {
  asset?: { id: number; tag: string };
  poolId?: number;
  from?: string;
  to?: string;
}

/** Keeps an asset, or one of a pool or model, for somebody. */
export function ReserveForm({ start, onClose }: { start: ReserveStart; onClose: () => void }) {
  const { asset } = start;
  const [wanted, setWanted] = useState<WantedKind>(start.poolId === undefined ? 'asset' : 'pool');
  const [id, setId] = useState<string | null>(asset === undefined ? idText(start.poolId) : String(asset.id));
  const [holderKind, setHolderKind] = useState<'person' | 'team'>('person');
  const [holder, setHolder] = useState<string | null>(null);
  const first = start.from ?? today();
  const [time, setTime] = useState<TimeWanted>({ from: first, to: start.to ?? first, purpose: '' });
  const period = periodOf(time);
  const reserve = useMutation({
    mutationFn: (when: NonNullable<typeof period>) =>
      client.loans.reserve({
        ...(wanted === 'asset'
          ? { assetId: Number(id) }
          : wanted === 'pool'
            ? { poolId: Number(id) }
            : { modelId: Number(id) }),
        ...(holderKind === 'person' ? { forPersonId: Number(holder) } : { forDepartmentId: Number(holder) }),
        ...when,
      }),
    onSuccess: ({ tag }, { from, to }) => {
      announce(t('reservation.made', { tag, from: formatDay(from), to: formatDay(to) }));
      onClose();
    },
  });
  const departments = useDepartmentChoices();
  return (
    <FormModal
      title={asset === undefined ? t('reservation.new') : t('reservation.newOf', { tag: asset.tag })}
      submitLabel={t('reservation.reserve')}
      submitDisabled={id === null || holder === null || period === null}
      busy={reserve.isPending}
      failure={reserve.error === null ? null : sentenceOfError(reserve.error)}
      size="lg"
      onSubmit={() => {
        if (period !== null) reserve.mutate(period);
      }}
      onClose={onClose}
    >
      {asset === undefined ? (
        <>
          <SegmentedControl
            aria-label={t('reservation.wanted')}
            data={wantedKinds.map((value) => ({ value, label: word('wanted', value) }))}
            value={wanted}
            onChange={(value) => {
              setWanted(wantedKinds.find((each) => each === value) ?? 'asset');
              setId(null);
            }}
          />
          <WantedSelect wanted={wanted} value={id} onChange={setId} />
        </>
      ) : null}
      <SegmentedControl
        aria-label={t('reservation.for')}
        data={(['person', 'team'] as const).map((value) => ({ value, label: word('custodyTo', value) }))}
        value={holderKind}
        onChange={(value) => {
          setHolderKind(value === 'team' ? 'team' : 'person');
          setHolder(null);
        }}
      />
      {holderKind === 'person' ? (
        <PersonSelect
          label={t('reservation.for')}
          value={holder}
          onChange={setHolder}
          autoFocus={asset !== undefined}
        />
      ) : (
        <SearchableSelect label={t('reservation.for')} data={departments} value={holder} onChange={setHolder} />
      )}
      <ReservedTime value={time} onChange={setTime} />
    </FormModal>
  );
}

const idText = (id: number | undefined) => (id === undefined ? null : String(id));

interface WantedSelectProps {
  wanted: WantedKind;
  value: string | null;
  onChange: (id: string | null) => void;
}

function WantedSelect({ wanted, value, onChange }: WantedSelectProps) {
  const pools = useQuery(rpc.loans.listPools.queryOptions()).data ?? [];
  const models = useModelChoices();
  switch (wanted) {
    case 'asset':
      return <AssetSelect label={t('entity.asset')} except={0} value={value} onChange={onChange} />;
    case 'pool':
      return (
        <SearchableSelect
          label={t('wanted.pool')}
          data={pools.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={value}
          onChange={onChange}
        />
      );
    case 'model':
      return <SearchableSelect label={t('wanted.model')} data={models} value={value} onChange={onChange} />;
  }
}
