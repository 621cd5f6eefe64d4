import { Button, Group, Loader } from '@mantine/core';
import { IconRecycle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Reclaimable } from '#shared/features/licences/position.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { SelectionBar } from '#renderer/ui/SelectionBar.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/DataTable.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { formatDay, formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { HarvestForm } from './HarvestForm.tsx';
import { HarvestNotices } from './HarvestNotices.tsx';
import { KeepForm } from './KeepForm.tsx';

type Row = Reclaimable & { id: number };

function savingText({ saving, yearly, seats }: Row): string {
  if (saving === null) return '';
  const amount = formatMoney(saving);
  return `${amount}${yearly ? ` ${t('licences.aYear')}` : ''}${seats > 1 ? ` (${formatNumber(seats)})` : ''}`;
}

function columnsOf(): Column<Row>[] {
  return [
    {
      id: 'product',
      heading: t('entity.software_product'),
      width: 'minmax(170px, 2fr)',
      cell: (row) => row.product.name,
    },
    { id: 'holder', heading: t('licences.holder'), width: 'minmax(140px, 1fr)', cell: (row) => row.holder },
    { id: 'why', heading: t('licences.why'), width: '190px', cell: (row) => word('harvestWhy', row.why) },
    { id: 'usedOn', heading: t('licences.lastUse'), width: '120px', cell: (row) => formatDay(row.usedOn) },
    { id: 'saving', heading: t('licences.saving'), width: '170px', align: 'end', cell: savingText },
    {
      id: 'announced',
      heading: t('licences.takenBack'),
      width: '150px',
      cell: (row) => (row.announced === null ? '' : formatDay(row.announced.takesEffectOn)),
    },
  ];
}

/** Seats that nobody needs, those that save the most first; taken back together, with notice to who holds them. */
export function ReclaimPanel({ open }: { open: (productId: number) => void }) {
  const mayAssign = useMay()('licence.assign');
  const [unusedDays, setUnusedDays] = useRemembered('licenceUnusedDays', '90');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [doing, setDoing] = useState<'harvest' | 'notices' | null>(null);
  const [keeping, setKeeping] = useState<Row | null>(null);
  const days = Number(unusedDays);
  const query = useQuery(rpc.licences.listReclaimable.queryOptions({ input: { unusedDays: days } }));
  const due = useAction(
    () => client.licences.harvestDue(),
    ({ released }) => announce(t('licences.released', { count: released })),
  );
  const columns = useMemo(() => columnsOf(), []);
  const rows = useMemo(() => (query.data?.rows ?? []).map((row) => ({ ...row, id: row.allocationId })), [query.data]);
  const wanted = search.trim().toLowerCase();
  const shown = rows.filter(({ product, holder }) => `${product.name} ${holder}`.toLowerCase().includes(wanted));
  const announced = rows.filter((row) => row.announced !== null);
  const [first] = rows.filter(({ id }) => chosen.has(id));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" m="lg" />;
  return (
    <>
      <ListBar
        label={t('licences.searchSeats')}
        end={
          mayAssign && announced.length > 0 ? (
            <Group gap="xs">
              <Button variant="default" onClick={() => setDoing('notices')}>
                {t('licences.notices')}
              </Button>
              <Button variant="default" loading={due.isPending} onClick={() => due.mutate(undefined)}>
                {t('licences.takeDue')}
              </Button>
            </Group>
          ) : null
        }
      >
        <SearchBox label={t('licences.searchSeats')} value={search} change={(text) => setSearch(text ?? '')} />
        <WholeNumberField
          aria-label={t('licences.unusedDays')}
          suffix={` ${t('licences.daysUnused')}`}
          min={7}
          max={3650}
          w={170}
          value={days}
          onChange={(next) => {
            if (Number.isInteger(next) && Number(next) >= 7 && Number(next) <= 3650) setUnusedDays(String(next));
          }}
        />
      </ListBar>
      {chosen.size === 0 ? null : (
        <SelectionBar
          label={t('licences.reclaim')}
          counted={t('licences.seatsChosen', { count: chosen.size })}
          clear={() => setChosen(new Set())}
        >
          <Button size="compact-sm" leftSection={<IconRecycle size={14} />} onClick={() => setDoing('harvest')}>
            {t('licences.harvest')}
          </Button>
          {chosen.size === 1 && first !== undefined && first.announced !== null ? (
            <Button size="compact-sm" variant="default" onClick={() => setKeeping(first)}>
              {t('licences.keep')}
            </Button>
          ) : null}
        </SelectionBar>
      )}
      <DataTable
        label={t('licences.reclaim')}
        columns={columns}
        rows={shown}
        {...(mayAssign ? { selection: { ids: chosen, change: setChosen } } : {})}
        onOpen={(row) => open(row.product.id)}
        empty={<EmptyState title={t('licences.nothingToReclaim')}>{t('licences.nothingToReclaimHint')}</EmptyState>}
        footer={[
          t('licences.seatCountOf', { count: shown.length }),
          ...query.data.totals.map((total) => formatMoney(total)),
        ].join(' · ')}
      />
      {doing === 'harvest' ? (
        <HarvestForm
          allocationIds={[...chosen]}
          unusedDays={days}
          onClose={() => setDoing(null)}
          done={() => setChosen(new Set())}
        />
      ) : null}
      {doing === 'notices' ? <HarvestNotices onClose={() => setDoing(null)} /> : null}
      {keeping === null || keeping.announced === null ? null : (
        <KeepForm harvestId={keeping.announced.id} holder={keeping.holder} onClose={() => setKeeping(null)} />
      )}
    </>
  );
}
