import { Button, Checkbox, Loader, Table, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KioskException } from '#shared/features/kiosk/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** What borrowers could not do by themselves: what still waits, or what came of it. */
export function KioskExceptions({ settled }: { settled: boolean }) {
  const query = useQuery(rpc.kiosk.exceptions.queryOptions({ input: { settled } }));
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [settling, setSettling] = useState(false);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const rows = query.data;
  if (rows === undefined) return <Loader size="sm" />;
  const ids = rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const toggle = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const all = ids.length === rows.length;
  return (
    <Panel
      title={t(settled ? 'kiosk.settledCount' : 'kiosk.waitingCount', { count: rows.length })}
      flush={rows.length > 0}
      actions={
        settled || rows.length === 0 ? null : (
          <Button size="compact-sm" disabled={ids.length === 0} onClick={() => setSettling(true)}>
            {t('kiosk.settle', { count: ids.length })}
          </Button>
        )
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={t(settled ? 'kiosk.nothingSettled' : 'kiosk.nothingWaits')}>
          {t('kiosk.nothingWaitsHint')}
        </EmptyState>
      ) : (
        <Table aria-label={t(settled ? 'kiosk.settled' : 'kiosk.waiting')}>
          <Table.Thead>
            <Table.Tr>
              {settled ? null : (
                <Table.Th w={44}>
                  <Checkbox
                    aria-label={t('kiosk.chooseAll')}
                    checked={all}
                    onChange={() => setChosen(all ? new Set() : new Set(rows.map(({ id }) => id)))}
                  />
                </Table.Th>
              )}
              <Table.Th w={170}>{t('field.at')}</Table.Th>
              <Table.Th w={170}>{t('field.kind')}</Table.Th>
              <Table.Th>{t('kiosk.whatHappened')}</Table.Th>
              <Table.Th w={170}>{t('entity.person')}</Table.Th>
              <Table.Th w={200}>{t('kiosk.item')}</Table.Th>
              {settled ? <Table.Th>{t('kiosk.came')}</Table.Th> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                {settled ? null : (
                  <Table.Td>
                    <Checkbox
                      aria-label={t('kiosk.chooseOne', { code: row.code, at: formatInstant(row.at) })}
                      checked={chosen.has(row.id)}
                      onChange={() => toggle(row.id)}
                    />
                  </Table.Td>
                )}
                <ExceptionCells row={row} />
                {settled ? (
                  <Table.Td>
                    {row.note}
                    <div style={{ color: 'var(--mantine-color-dimmed)', fontSize: 12 }}>
                      {[row.settledBy, formatInstant(row.settledAt)].join(' · ')}
                    </div>
                  </Table.Td>
                ) : null}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {settling ? (
        <Settle
          ids={ids}
          onClose={() => setSettling(false)}
          onSettled={() => {
            setSettling(false);
            setChosen(new Set());
          }}
        />
      ) : null}
    </Panel>
  );
}

function ExceptionCells({ row }: { row: KioskException }) {
  return (
    <>
      <Table.Td>{formatInstant(row.at)}</Table.Td>
      <Table.Td>{word('kioskException', row.kind)}</Table.Td>
      <Table.Td>
        {sentenceOfCode('kioskReason', row.reason.code, row.reason.facts)}
        {row.remark === null ? null : <div>{t('kiosk.remark', { text: row.remark })}</div>}
      </Table.Td>
      <Table.Td>
        {row.person === null ? (
          '–'
        ) : (
          <EntityLink href={hrefTo(`/people/${row.person.id}`)}>{row.person.name}</EntityLink>
        )}
      </Table.Td>
      <Table.Td>
        {row.asset === null ? (
          row.code
        ) : (
          <>
            <EntityLink href={hrefTo(`/assets/${row.asset.id}`)}>{row.asset.tag}</EntityLink> {row.asset.name}
          </>
        )}
      </Table.Td>
    </>
  );
}

interface SettleProps {
  ids: number[];
  onClose: () => void;
  onSettled: () => void;
}

function Settle({ ids, onClose, onSettled }: SettleProps) {
  const [note, setNote] = useState('');
  const settle = useMutation({
    mutationFn: () => client.kiosk.settle({ ids, note: note.trim() }),
    onSuccess: () => {
      announce(t('kiosk.settledNow'));
      onSettled();
    },
  });
  return (
    <FormModal
      title={t('kiosk.settle', { count: ids.length })}
      submitLabel={t('kiosk.settleIt')}
      submitDisabled={note.trim() === ''}
      busy={settle.isPending}
      failure={settle.error === null ? null : sentenceOfError(settle.error)}
      onSubmit={() => settle.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('kiosk.whatCame')}
        withAsterisk
        data-autofocus
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
