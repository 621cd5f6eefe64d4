import { Button, Loader, Select, Stack, Table, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { lotOutcomes } from '#shared/features/retirement/lot.ts';
import type { LotState } from '#shared/features/retirement/lot.ts';
import { useSupplierChoices } from '#renderer/features/assets/use-register-choices.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { CertificateFinder } from './CertificateFinder.tsx';
import { lotLook } from './stage-look.ts';

/** What leaves together, with whom, and how far each lot is. */
export function LotsPanel({ open }: { open: (id: number) => void }) {
  const may = useMay();
  const [adding, setAdding] = useAskedFor('lot');
  const query = useQuery(rpc.retirement.listLots.queryOptions({ input: {} }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const lots = query.data;
  return (
    <Stack gap="md">
      <Panel
        title={t('lots.title')}
        flush={lots !== undefined && lots.length > 0}
        actions={
          may('lot.ship') ? (
            <Button size="compact-sm" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
              {t('lots.begin')}
            </Button>
          ) : null
        }
      >
        {lots === undefined ? <Loader size="sm" /> : null}
        {lots?.length === 0 ? <EmptyState title={t('lots.none')}>{t('lots.noneHint')}</EmptyState> : null}
        {lots === undefined || lots.length === 0 ? null : (
          <Table aria-label={t('lots.title')} verticalSpacing={6} highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={80}>{t('retirement.number')}</Table.Th>
                <Table.Th w={170}>{t('retirement.stage')}</Table.Th>
                <Table.Th>{t('lots.recycler')}</Table.Th>
                <Table.Th>{t('lots.outcome')}</Table.Th>
                <Table.Th ta="right">{t('nav.assets')}</Table.Th>
                <Table.Th>{t('lots.handedOver')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lots.map((lot) => (
                <Table.Tr key={lot.id}>
                  <Table.Td>
                    <EntityLink href={hrefTo(`/retire/lots/${lot.id}`)}>
                      {t('lots.numbered', { number: lot.number })}
                    </EntityLink>
                  </Table.Td>
                  <Table.Td>
                    <StatusBadge {...lotLook[lot.state]} label={stateWord(lot.state)} />
                  </Table.Td>
                  <Table.Td>{lot.recycler.name}</Table.Td>
                  <Table.Td>{word('disposalOutcome', lot.outcome)}</Table.Td>
                  <Table.Td ta="right">{formatNumber(lot.assets)}</Table.Td>
                  <Table.Td>{lot.handedOverAt === null ? '–' : formatInstant(lot.handedOverAt)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
      <CertificateFinder />
      {adding ? <NewLot onClose={() => setAdding(false)} begun={open} /> : null}
    </Stack>
  );
}

const stateWord = (state: LotState) => word('lotState', state);

function NewLot({ onClose, begun }: { onClose: () => void; begun: (id: number) => void }) {
  const suppliers = useSupplierChoices();
  const settings = useQuery(rpc.setup.getSettings.queryOptions({ input: undefined }));
  const [supplierId, setSupplierId] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<(typeof lotOutcomes)[number]>('recycled');
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      client.retirement.createLot({
        supplierId: Number(supplierId),
        outcome,
        currency: settings.data?.organisation.currency ?? 'EUR',
        note: note.trim(),
      }),
    onSuccess: ({ id }) => {
      onClose();
      begun(id);
    },
  });
  return (
    <FormModal
      title={t('lots.begin')}
      submitLabel={t('lots.begin')}
      busy={save.isPending}
      submitDisabled={supplierId === null}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <SearchableSelect
        label={t('lots.recycler')}
        description={t('lots.recyclerHint')}
        withAsterisk
        data={suppliers}
        value={supplierId}
        onChange={setSupplierId}
      />
      <Select
        label={t('lots.outcome')}
        allowDeselect={false}
        data={lotOutcomes.map((each) => ({ value: each, label: word('disposalOutcome', each) }))}
        value={outcome}
        onChange={(next) => setOutcome(lotOutcomes.find((each) => each === next) ?? outcome)}
      />
      <TextInput
        label={t('retirement.note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
