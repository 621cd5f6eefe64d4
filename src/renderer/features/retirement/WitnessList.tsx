import { Button, Checkbox, Loader, Table, Text } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import type { ToWitness } from '#shared/features/retirement/sanitisation.ts';
import { useMay, useSession } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** Records that count only when somebody else has confirmed them; one's own can't be chosen. */
export function WitnessList({ waiting, loading }: { waiting: readonly ToWitness[]; loading: boolean }) {
  const may = useMay();
  const { operator } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const confirm = useAction(
    (ids: number[]) => client.retirement.witness({ ids }),
    () => {
      announce(t('sanitise.confirmed', { count: chosen.size }));
      setChosen(new Set());
    },
  );
  const mine = ({ operatorId }: ToWitness) => operatorId === operator.id;
  const offered = waiting.filter((row) => !mine(row));
  const ids = [...chosen].filter((id) => offered.some((row) => row.id === id));
  const toggle = (id: number) =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]),
    );
  return (
    <Panel
      title={t('sanitise.toWitness')}
      flush={waiting.length > 0}
      actions={
        may('media.verify') && offered.length > 0 ? (
          <Button
            size="compact-sm"
            leftSection={<IconEye size={15} />}
            disabled={ids.length === 0}
            loading={confirm.isPending}
            onClick={() => confirm.mutate(ids)}
          >
            {t('sanitise.confirm', { count: ids.length })}
          </Button>
        ) : null
      }
    >
      {loading ? <Loader size="sm" /> : null}
      {!loading && waiting.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('sanitise.nothingToWitness')}
        </Text>
      ) : null}
      {waiting.length === 0 ? null : (
        <Table aria-label={t('sanitise.toWitness')} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              {may('media.verify') ? (
                <Table.Th w={44}>
                  <Checkbox
                    aria-label={t('sanitise.chooseAll')}
                    checked={offered.length > 0 && ids.length === offered.length}
                    indeterminate={ids.length > 0 && ids.length < offered.length}
                    disabled={offered.length === 0}
                    onChange={() =>
                      setChosen(new Set(ids.length === offered.length ? [] : offered.map(({ id }) => id)))
                    }
                  />
                </Table.Th>
              ) : null}
              <Table.Th w={70}>{t('retirement.number')}</Table.Th>
              <Table.Th>{t('field.asset')}</Table.Th>
              <Table.Th>{t('sanitise.medium')}</Table.Th>
              <Table.Th>{t('sanitise.technique')}</Table.Th>
              <Table.Th>{t('sanitise.verification')}</Table.Th>
              <Table.Th>{t('sanitise.doneBy')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {waiting.map((row) => (
              <Table.Tr key={row.id}>
                {may('media.verify') ? (
                  <Table.Td>
                    <Checkbox
                      aria-label={t('sanitise.choose', { serial: row.medium.serial ?? row.asset.name })}
                      checked={ids.includes(row.id)}
                      disabled={mine(row)}
                      onChange={() => toggle(row.id)}
                    />
                  </Table.Td>
                ) : null}
                <Table.Td>{row.number}</Table.Td>
                <Table.Td>
                  <EntityLink href={hrefTo(`/assets/${row.asset.id}`)}>{row.asset.name}</EntityLink>
                </Table.Td>
                <Table.Td>
                  {word('mediaType', row.medium.type)} {row.medium.serial}
                </Table.Td>
                <Table.Td>
                  {word('technique', row.technique)} · {word('sanitisationMethod', row.method)}
                </Table.Td>
                <Table.Td>{word('verification', row.verification)}</Table.Td>
                <Table.Td>
                  {row.operator} · {formatInstant(row.doneAt)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
