import { Button, Group, Loader, Stack, Table, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PostureStanding } from '#shared/features/security/contract.ts';
import type { PostureRow } from '#shared/features/security/posture.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { ListBar } from '#renderer/ui/ListBar.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { lacksOf, standingLook } from './check-look.ts';
import { FleetTrend } from './FleetTrend.tsx';
import classes from './security.module.css';

interface PosturePanelProps {
  openAsset: (id: number) => void;
  openImport: () => void;
}

/** Devices by their scores, the worst first, with what each of them lacks. */
export function PosturePanel({ openAsset, openImport }: PosturePanelProps) {
  const mayImport = useMay()('import.run');
  const [standing, setStanding] = useState<PostureStanding>('failing');
  const [search, setSearch] = useState('');
  const summary = useQuery(rpc.security.postureSummary.queryOptions());
  const input = { standing, ...(search === '' ? {} : { search }) };
  const list = usePagedRows(rpc.security.listPosture.key({ type: 'infinite', input }), (cursor, signal) =>
    client.security.listPosture({ ...input, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
  );
  if (summary.error !== null)
    return <FailureAlert sentence={sentenceOfError(summary.error)} retry={() => void summary.refetch()} />;
  if (summary.data === undefined) return <Loader size="sm" />;
  const { devices, failing, silent, compliant, average, byCheck } = summary.data;
  const tiles = [
    { value: 'failing', count: failing, tone: failing > 0 ? ('bad' as const) : undefined },
    { value: 'silent', count: silent, tone: silent > 0 ? ('warn' as const) : undefined },
    { value: 'compliant', count: compliant, tone: undefined },
    { value: 'all', count: devices, tone: undefined },
  ] as const;
  return (
    <Stack gap="md">
      <div className={classes['tiles']}>
        {tiles.map(({ value, count, tone }) => (
          <CountTile
            key={value}
            label={t(`security.${value}`)}
            count={formatNumber(count)}
            active={standing === value}
            onClick={() => setStanding(value)}
            {...(tone === undefined ? {} : { tone })}
          />
        ))}
        <CountTile label={t('security.average')} count={average === null ? '–' : formatNumber(average)} />
      </div>
      <div className={classes['columns']}>
        <FleetTrend />
        <Panel title={t('security.whatFails')} flush>
          <Table aria-label={t('security.whatFails')} verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('security.check')}</Table.Th>
                <Table.Th ta="end">{word('checkState', 'failed')}</Table.Th>
                <Table.Th ta="end">{word('checkState', 'unknown')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {byCheck.map(({ check, failed, unknown }) => (
                <Table.Tr key={check}>
                  <Table.Td>{word('postureCheck', check)}</Table.Td>
                  <Table.Td ta="end" fw={failed > 0 ? 600 : 400}>
                    {formatNumber(failed)}
                  </Table.Td>
                  <Table.Td ta="end">{formatNumber(unknown)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
      </div>
      <ListBar
        label={t('security.search')}
        end={
          mayImport ? (
            <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={openImport}>
              {t('security.import')}
            </Button>
          ) : null
        }
      >
        <SearchBox label={t('security.search')} value={search} change={(text) => setSearch(text?.trim() ?? '')} />
      </ListBar>
      <Panel title={t(`security.${standing}`)} flush>
        {list.total === 0 ? (
          <EmptyState title={t('security.noDevices')}>
            {t(devices === 0 ? 'security.noneHint' : silent === devices ? 'security.silentHint' : 'security.otherHint')}
          </EmptyState>
        ) : (
          <Rows rows={list.rows} open={openAsset} />
        )}
      </Panel>
      {list.hasMore ? (
        <Group>
          <Button variant="default" loading={list.loading} onClick={list.loadMore}>
            {t('security.more', { count: list.total - list.rows.length })}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

function Rows({ rows, open }: { rows: readonly PostureRow[]; open: (id: number) => void }) {
  return (
    <Table aria-label={t('security.devices')} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={70} ta="end">
            {t('security.score')}
          </Table.Th>
          <Table.Th w={150}>{t('security.standing')}</Table.Th>
          <Table.Th>{t('field.asset')}</Table.Th>
          <Table.Th>{t('field.custodian')}</Table.Th>
          <Table.Th>{t('security.lacks')}</Table.Th>
          <Table.Th w={120}>{t('security.readOn')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.asset.id} onDoubleClick={() => open(row.asset.id)}>
            <Table.Td ta="end" fw={600}>
              {row.score === null ? '–' : formatNumber(row.score)}
            </Table.Td>
            <Table.Td>
              <StatusBadge {...standingLook(row)} />
            </Table.Td>
            <Table.Td>
              <EntityLink href={hrefTo(`/assets/${row.asset.id}`)}>{row.asset.tag}</EntityLink>
              <Text size="xs" c="dimmed">
                {[row.asset.name, row.category].filter((part) => part !== '').join(' · ')}
              </Text>
            </Table.Td>
            <Table.Td>{row.custodian ?? '–'}</Table.Td>
            <Table.Td>
              <Text size="sm">{row.score === null ? t('security.nothingKnown') : lacksOf(row.checks) || '–'}</Text>
            </Table.Td>
            <Table.Td>{row.readOn === null ? '–' : formatDay(row.readOn)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
