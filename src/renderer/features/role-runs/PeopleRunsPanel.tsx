import { Button, Group, Loader, Stack, Switch, Table } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoleRunRow } from '#shared/features/role-runs/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { StartRoleRun } from './StartRoleRun.tsx';
import type { Beginning } from './StartRoleRun.tsx';
import { Unreturned } from './Unreturned.tsx';

/** Who joins, moves and leaves: what is expected, what runs, what is still to be done. */
export function PeopleRunsPanel({ open }: { open: (id: number) => void }) {
  const [done, setDone] = useState(false);
  const [starting, setStarting] = useState<Beginning | null>(null);
  const query = useQuery(rpc.roleRuns.list.queryOptions({ input: { done } }));
  const mayStart = useMay()('asset.checkout');
  const begin = mayStart ? (
    <Button leftSection={<IconUserPlus size={16} />} onClick={() => setStarting({ kind: 'joiner', person: null })}>
      {t('roleRuns.begin')}
    </Button>
  ) : null;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Switch
          label={t('roleRuns.showDone')}
          checked={done}
          onChange={(event) => setDone(event.currentTarget.checked)}
        />
        {begin}
      </Group>
      <Unreturned />
      <Expected begin={mayStart ? setStarting : null} />
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.isPending ? <Loader size="sm" /> : null}
      {query.data === undefined ? null : (
        <Panel title={t('roleRuns.runs')} flush>
          {query.data.length === 0 ? (
            <EmptyState title={t('roleRuns.none')}>{t('roleRuns.noneHint')}</EmptyState>
          ) : (
            <RunTable rows={query.data} />
          )}
        </Panel>
      )}
      <Tasks />
      {starting === null ? null : (
        <StartRoleRun beginning={starting} started={open} onClose={() => setStarting(null)} />
      )}
    </Stack>
  );
}

function RunTable({ rows }: { rows: readonly RoleRunRow[] }) {
  return (
    <Table aria-label={t('roleRuns.runs')} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('entity.person')}</Table.Th>
          <Table.Th w={130}>{t('roleRuns.kind')}</Table.Th>
          <Table.Th>{t('roleKits.role')}</Table.Th>
          <Table.Th w={150}>{t('roleRuns.dueOn')}</Table.Th>
          <Table.Th w={170}>{t('field.status')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((run) => (
          <Table.Tr key={run.id}>
            <Table.Td>
              <EntityLink href={hrefTo(`/deploy/people/${run.id}`)}>{run.person.name}</EntityLink>
            </Table.Td>
            <Table.Td>{word('roleRunKind', run.kind)}</Table.Td>
            <Table.Td>{run.role ?? '–'}</Table.Td>
            <Table.Td className="numbers">{formatDay(run.dueOn)}</Table.Td>
            <Table.Td>
              <RunState run={run} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** How far a run has come, as icon, words and colour. */
export function RunState({ run }: { run: RoleRunRow }) {
  if (run.cancelledBecause !== null)
    return (
      <StatusBadge tone="quiet" icon={IconCheck} label={t('roleRuns.cancelled', { reason: run.cancelledBecause })} />
    );
  if (run.open === 0) return <StatusBadge tone="good" icon={IconCheck} label={t('roleRuns.allDone')} />;
  const late = run.dueOn < today();
  return (
    <StatusBadge
      tone={late ? 'bad' : 'info'}
      icon={late ? IconAlertTriangle : IconClock}
      label={t('roleRuns.openOf', { open: run.open, items: run.items })}
    />
  );
}

function Expected({ begin }: { begin: ((beginning: Beginning) => void) | null }) {
  const expected = useQuery(rpc.roleRuns.listExpected.queryOptions()).data ?? [];
  if (expected.length === 0) return null;
  return (
    <Panel title={t('roleRuns.expected')} flush>
      <Table aria-label={t('roleRuns.expected')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('entity.person')}</Table.Th>
            <Table.Th w={130}>{t('roleRuns.kind')}</Table.Th>
            <Table.Th>{t('field.department')}</Table.Th>
            <Table.Th w={150}>{t('roleRuns.on')}</Table.Th>
            <Table.Th w={110}>{t('roleRuns.action')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {expected.map(({ kind, person, department, on }) => (
            <Table.Tr key={`${kind}-${person.id}`}>
              <Table.Td>
                <EntityLink href={hrefTo(`/people/${person.id}`)}>{person.name}</EntityLink>
              </Table.Td>
              <Table.Td>{word('roleRunKind', kind)}</Table.Td>
              <Table.Td>{department ?? '–'}</Table.Td>
              <Table.Td className="numbers">{formatDay(on)}</Table.Td>
              <Table.Td>
                {begin === null ? null : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('roleRuns.beginFor', { name: person.name })}
                    onClick={() => begin({ kind, person, dueOn: on })}
                  >
                    {t('configuration.start')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

function Tasks() {
  const tasks = useQuery(rpc.roleRuns.listTasks.queryOptions()).data ?? [];
  if (tasks.length === 0) return null;
  return (
    <Panel title={t('roleRuns.tasks')} flush>
      <Table aria-label={t('roleRuns.tasks')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={130}>{t('roleRuns.dueOn')}</Table.Th>
            <Table.Th>{t('roleRuns.what')}</Table.Th>
            <Table.Th>{t('entity.person')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tasks.map((task) => (
            <Table.Tr key={task.id}>
              <Table.Td className="numbers">
                {formatDay(task.dueOn)}
                {task.dueOn < today() ? ` · ${t('roleRuns.late')}` : ''}
              </Table.Td>
              <Table.Td>
                {word('roleRunAction', task.action)}: {task.name}{' '}
                {task.kind === 'asset' ? '' : `(${word('roleKitExtra', task.kind)})`}
              </Table.Td>
              <Table.Td>
                <EntityLink href={hrefTo(`/deploy/people/${task.runId}`)}>
                  {task.person.name} · {word('roleRunKind', task.runKind)}
                </EntityLink>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
