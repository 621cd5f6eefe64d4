import { Button, Group, Table } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Device } from '#shared/features/devices/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { AddDevice } from './AddDevice.tsx';
import { DeviceForm } from './DeviceForm.tsx';
import { DeviceRow } from './DeviceRow.tsx';
import { FoundPorts } from './FoundPorts.tsx';
import { TrafficLog } from './TrafficLog.tsx';
import { TryWithout } from './TryWithout.tsx';
import { WorkSimulator } from './WorkSimulator.tsx';

export type DeviceTask = 'edit' | 'remove' | 'traffic' | 'simulate';

/** The count of reads changes without a notice. Milliseconds. */
const countedEvery = 2000;

/** Serial scanners and RFID readers of this workstation, and how each is at the moment. */
export function DeviceList() {
  const query = useQuery(rpc.devices.list.queryOptions({ refetchInterval: countedEvery }));
  const devices = query.data ?? [];
  const mayEdit = useMay()('device.configure');
  /** Null while nothing is added; the port that it is to be at, empty when that is open. */
  const [adding, setAdding] = useState<string | null>(null);
  const [open, setOpen] = useState<{ device: Device; task: DeviceTask } | null>(null);
  const close = () => setOpen(null);
  const archive = useAction((id: number) => client.devices.archive({ id }), close);
  const add = (
    <Group gap="xs">
      <TryWithout devices={devices} />
      <Button size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setAdding('')}>
        {t('devices.add')}
      </Button>
    </Group>
  );
  return (
    <Panel title={t('devices.title')} actions={mayEdit ? add : null} flush>
      {query.isSuccess && devices.length === 0 ? (
        <EmptyState title={t('devices.none')}>{t('devices.noneHint')}</EmptyState>
      ) : (
        <Table aria-label={t('devices.title')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field.name')}</Table.Th>
              <Table.Th>{t('devices.connection')}</Table.Th>
              <Table.Th>{t('devices.use')}</Table.Th>
              <Table.Th>{t('field.status')}</Table.Th>
              <Table.Th ta="right">{t('devices.reads')}</Table.Th>
              <Table.Th>
                <span className="visually-hidden">{t('table.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {devices.map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                mayEdit={mayEdit}
                onTask={(task) => setOpen({ device, task })}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayEdit ? <FoundPorts devices={devices} add={setAdding} /> : null}
      {adding === null ? null : <AddDevice path={adding} onClose={() => setAdding(null)} />}
      {open?.task === 'edit' ? <DeviceForm device={open.device} onClose={close} /> : null}
      {open?.task === 'traffic' ? <TrafficLog device={open.device} onClose={close} /> : null}
      {open?.task === 'simulate' ? <WorkSimulator device={open.device} onClose={close} /> : null}
      {open?.task === 'remove' ? (
        <ConfirmDialog
          title={t('devices.remove', { name: open.device.name })}
          confirmLabel={t('action.remove')}
          busy={archive.isPending}
          onConfirm={() => archive.mutate(open.device.id)}
          onClose={close}
        >
          {t('devices.removeHint')}
        </ConfirmDialog>
      ) : null}
    </Panel>
  );
}
