import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Kit } from '#shared/features/loans/kit-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { EditOrEnd, EndGroup, Groups } from './Groups.tsx';
import { KitForm } from './KitForm.tsx';
import { LendKit } from './LendKit.tsx';
import { ReturnKit } from './ReturnKit.tsx';

type Dialog = { does: 'new' } | { does: 'edit' | 'lend' | 'return' | 'end'; kit: Kit };

interface KitsPanelProps {
  /** What other parts of the window do with kits: with one of them, or with all. */
  kitActions: (ids: number[], of?: string) => ReactNode;
}

/** What goes out together: complete or not, and what of it is with whom. */
export function KitsPanel({ kitActions }: KitsPanelProps) {
  const kits = useQuery(rpc.loans.listKits.queryOptions());
  const [dialog, setDialog] = useState<Dialog | null>(null);
  return (
    <>
      <Groups
        query={kits}
        none={{ title: t('kit.none'), hint: t('kit.noneHint') }}
        newLabel={t('kit.new')}
        onNew={() => setDialog({ does: 'new' })}
        actions={(all) => (all.length > 1 ? kitActions(all.map(({ id }) => id)) : null)}
      >
        {(kit) => (
          <Panel
            key={kit.id}
            title={`${kit.name} · ${kit.code}`}
            actions={
              <Group gap="xs">
                <KitState kit={kit} />
                <KitActions kit={kit} open={setDialog} />
                {kitActions([kit.id], kit.name)}
              </Group>
            }
            flush
          >
            <KitTable kit={kit} />
          </Panel>
        )}
      </Groups>
      {dialog === null ? null : <KitDialog dialog={dialog} onClose={() => setDialog(null)} />}
    </>
  );
}

function KitState({ kit: { out, complete } }: { kit: Kit }) {
  if (out !== null) {
    return (
      <Text size="sm">
        {t('kit.with', { name: out.holder })}
        {out.dueOn === null ? '' : ` · ${t('desk.dueOn', { day: formatDay(out.dueOn) })}`}
      </Text>
    );
  }
  return (
    <Badge color={complete ? 'green' : 'orange'} variant="light">
      {t(complete ? 'kit.complete' : 'kit.incomplete')}
    </Badge>
  );
}

function KitActions({ kit, open }: { kit: Kit; open: (dialog: Dialog) => void }) {
  const may = useMay();
  const { name } = kit;
  return (
    <>
      {kit.out === null && may('asset.checkout') ? (
        <Button
          size="compact-sm"
          disabled={kit.parts.every(({ state }) => state !== 'present')}
          aria-label={t('custody.checkOutTitle', { tag: name })}
          onClick={() => open({ does: 'lend', kit })}
        >
          {t('custody.checkOut')}
        </Button>
      ) : null}
      {kit.out !== null && may('asset.checkin') ? (
        <Button
          size="compact-sm"
          aria-label={t('custody.checkInTitle', { tag: name })}
          onClick={() => open({ does: 'return', kit })}
        >
          {t('custody.checkIn')}
        </Button>
      ) : null}
      <EditOrEnd name={name} edit={() => open({ does: 'edit', kit })} end={() => open({ does: 'end', kit })} />
    </>
  );
}

function KitDialog({ dialog, onClose }: { dialog: Dialog; onClose: () => void }) {
  switch (dialog.does) {
    case 'new':
      return <KitForm kit={null} onClose={onClose} />;
    case 'edit':
      return <KitForm kit={dialog.kit} onClose={onClose} />;
    case 'lend':
      return <LendKit kit={dialog.kit} onClose={onClose} />;
    case 'return':
      return <ReturnKit kit={dialog.kit} onClose={onClose} />;
    case 'end':
      return (
        <EndGroup
          name={dialog.kit.name}
          hint={t('kit.endHint')}
          archive={() => client.loans.archiveKit({ id: dialog.kit.id })}
          onClose={onClose}
        />
      );
  }
}

function KitTable({ kit }: { kit: Kit }) {
  return (
    <Table aria-label={t('kit.parts', { name: kit.name })} className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={130}>{t('field.tag')}</Table.Th>
          <Table.Th>{t('field.name')}</Table.Th>
          <Table.Th>{t('kit.why')}</Table.Th>
          <Table.Th w={240}>{t('field.status')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {kit.parts.map(({ asset, category, state, holder }, index) => (
          // A kit may need the same thing twice.
          <Table.Tr key={`${index}-${asset?.id ?? ''}`}>
            <Table.Td>
              {asset === null ? '–' : <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink>}
            </Table.Td>
            <Table.Td>{asset?.name ?? '–'}</Table.Td>
            <Table.Td c="dimmed">
              {category === null ? t('kit.fixed') : t('kit.anyOf', { name: category.name })}
            </Table.Td>
            <Table.Td c={`var(--qm-${state === 'present' ? 'good' : state === 'out' ? 'info' : 'bad'})`}>
              {state === 'out' ? t('desk.heldBy', { name: holder }) : t(`kitPart.${state}`)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
