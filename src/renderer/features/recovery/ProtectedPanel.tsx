import { Button, Group, Loader, Stack, Table, Text } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { protectionProblems } from '#shared/features/recovery/model.ts';
import type { ProtectedRow, ProtectionProblem } from '#shared/features/recovery/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
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
import { formatDay, formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { minutesText } from './duration.ts';
import { PolicyForm } from './PolicyForm.tsx';
import { fine, problemLook, subjectText } from './recovery-look.ts';
import classes from './recovery.module.css';
import { ReportForm } from './ReportForm.tsx';

/** What is backed up of what the department runs; what has a problem stands first. */
export function ProtectedPanel({ open }: { open: (id: number) => void }) {
  const may = useMay();
  const [problem, setProblem] = useState<ProtectionProblem | null>(null);
  const [search, setSearch] = useState('');
  const [dialog, setDialog] = useState<'new' | 'report' | null>(null);
  const counts = useQuery(rpc.recovery.counts.queryOptions()).data;
  const query = useQuery(
    rpc.recovery.listItems.queryOptions({
      input: { ...(problem === null ? {} : { problem }), ...(search === '' ? {} : { search }) },
    }),
  );
  const filtered = problem !== null || search !== '';
  return (
    <Stack gap="sm">
      <div className={classes['tiles']} role="group" aria-label={t('recovery.problems')}>
        {protectionProblems.map((each) => (
          <CountTile
            key={each}
            compact
            label={word('protectionProblem', each)}
            count={counts === undefined ? '–' : formatNumber(counts.problems[each])}
            {...(each !== 'untested' && (counts?.problems[each] ?? 0) > 0 ? { tone: 'bad' as const } : {})}
            active={problem === each}
            onClick={() => setProblem(problem === each ? null : each)}
          />
        ))}
      </div>
      <ListBar
        label={t('recovery.search')}
        end={
          <Group gap="xs">
            {may('maintenance.work') ? (
              <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => setDialog('report')}>
                {t('recovery.readReport')}
              </Button>
            ) : null}
            {may('maintenance.plan') ? (
              <Button leftSection={<IconPlus size={16} />} onClick={() => setDialog('new')}>
                {t('recovery.newItem')}
              </Button>
            ) : null}
          </Group>
        }
      >
        <SearchBox label={t('recovery.search')} value={search} change={(text) => setSearch(text?.trim() ?? '')} />
      </ListBar>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.isPending ? <Loader size="sm" /> : null}
      {query.data === undefined ? null : (
        <Panel title={t('recovery.protected')} flush>
          {query.data.length === 0 ? (
            <EmptyState title={t(filtered ? 'procurement.nothingFound' : 'recovery.noItems')}>
              {t(filtered ? 'procurement.nothingFoundHint' : 'recovery.noItemsHint')}
            </EmptyState>
          ) : (
            <ProtectedTable items={query.data} />
          )}
        </Panel>
      )}
      <Text size="xs" c="dimmed">
        {t('recovery.notOurOwn')}
      </Text>
      {dialog === 'new' ? <PolicyForm item={null} saved={open} onClose={() => setDialog(null)} /> : null}
      {dialog === 'report' ? <ReportForm onClose={() => setDialog(null)} /> : null}
    </Stack>
  );
}

export function ProtectedTable({ items }: { items: readonly ProtectedRow[] }) {
  return (
    <Table aria-label={t('recovery.protected')} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('recovery.about')}</Table.Th>
          <Table.Th>{t('recovery.what')}</Table.Th>
          <Table.Th>{t('recovery.policy')}</Table.Th>
          <Table.Th>{t('recovery.lastGood')}</Table.Th>
          <Table.Th>{t('recovery.lastTest')}</Table.Th>
          <Table.Th w={200}>{t('field.status')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={item.id}>
            <Table.Td>{subjectText(item)}</Table.Td>
            <Table.Td fw={600}>
              <EntityLink href={hrefTo(`/recovery/items/${item.id}`)}>{item.what}</EntityLink>
            </Table.Td>
            <Table.Td>
              {t('recovery.everyTo', { every: minutesText(item.everyHours * 60), destination: item.destination })}
            </Table.Td>
            <Table.Td>
              {formatInstant(item.lastGoodAt) || '–'}
              {item.failures === 0 ? '' : ` · ${t('recovery.failedSince', { count: item.failures })}`}
            </Table.Td>
            <Table.Td>{item.lastTest === null ? '–' : formatDay(item.lastTest.testedOn)}</Table.Td>
            <Table.Td>
              <span className={classes['badges']}>
                {item.problems.length === 0 ? (
                  <StatusBadge {...fine()} />
                ) : (
                  item.problems.map((each) => <StatusBadge key={each} {...problemLook(each)} />)
                )}
              </span>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
