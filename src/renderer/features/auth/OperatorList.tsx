import { Button, Table } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlus, IconShieldOff, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Operator } from '#shared/features/auth/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAskedFor } from '#renderer/ui/asked-for.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { OperatorForm } from './OperatorForm.tsx';
import { ResetSecondFactor } from './ResetSecondFactor.tsx';
import { useRoleName } from './role-name.ts';
import { WaitingRoles } from './WaitingRoles.tsx';
import { useSession } from './session.ts';

export function OperatorList() {
  const roleName = useRoleName();
  const query = useQuery(rpc.auth.listOperators.queryOptions());
  const [editing, setEditing] = useState<Operator | null>(null);
  const [adding, setAdding] = useAskedFor('operator');
  const close = () => {
    setEditing(null);
    setAdding(false);
  };
  const [resetting, setResetting] = useState<Operator | null>(null);
  const { operator: own } = useSession();
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  const add = (
    <Button size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      {t('auth.addOperator')}
    </Button>
  );
  return (
    <Panel title={t('auth.operators')} actions={add} flush>
      <WaitingRoles />
      <Table aria-label={t('auth.operators')} className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('auth.displayName')}</Table.Th>
            <Table.Th>{t('auth.username')}</Table.Th>
            <Table.Th>{t('auth.roles')}</Table.Th>
            <Table.Th>{t('field.status')}</Table.Th>
            <Table.Th>{t('auth.secondFactor')}</Table.Th>
            <Table.Th>{t('auth.lastSignIn')}</Table.Th>
            <Table.Th>
              <span className="visually-hidden">{t('table.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(query.data ?? []).map((operator) => (
            <Table.Tr key={operator.id}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{operator.displayName}</Table.Td>
              <Table.Td>{operator.username}</Table.Td>
              <Table.Td>{operator.roles.map(roleName).join(', ')}</Table.Td>
              <Table.Td>
                {operator.conflicts.length > 0 ? (
                  <StatusBadge
                    tone="warn"
                    icon={IconAlertTriangle}
                    label={t('auth.conflicts', { count: operator.conflicts.length })}
                  />
                ) : null}
                {operator.active ? (
                  <StatusBadge tone="good" icon={IconCheck} label={t('auth.active')} />
                ) : (
                  <StatusBadge tone="quiet" icon={IconUserOff} label={t('auth.inactive')} />
                )}
              </Table.Td>
              <Table.Td>
                {operator.secondFactor ? (
                  <StatusBadge tone="good" icon={IconCheck} label={t('auth.secondFactorOn')} />
                ) : (
                  <StatusBadge tone="quiet" icon={IconShieldOff} label={t('auth.secondFactorOff')} />
                )}
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatInstant(operator.lastSignInAt)}</Table.Td>
              <Table.Td ta="right">
                {operator.secondFactor && operator.id !== own.id ? (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    mr={6}
                    aria-label={`${t('auth.resetSecondFactor')}: ${operator.displayName}`}
                    onClick={() => setResetting(operator)}
                  >
                    {t('auth.resetSecondFactor')}
                  </Button>
                ) : null}
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('auth.editOperator', { name: operator.displayName })}
                  onClick={() => setEditing(operator)}
                >
                  {t('action.edit')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {resetting === null ? null : <ResetSecondFactor operator={resetting} onClose={() => setResetting(null)} />}
      {adding || editing !== null ? <OperatorForm operator={editing} onClose={close} /> : null}
    </Panel>
  );
}
