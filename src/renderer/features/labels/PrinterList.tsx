import { ActionIcon, Button, Group, Menu, Table, Text, Tooltip } from '@mantine/core';
import { IconAdjustments, IconDots, IconFlask, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Printer } from '#shared/features/labels/printer-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { CalibrationDialog } from './CalibrationDialog.tsx';
import { nameOfKey } from './medium-choice.ts';
import { PrinterForm } from './PrinterForm.tsx';
import { PrinterState } from './PrinterState.tsx';
import { SimulatedPrinterDialog } from './SimulatedPrinterDialog.tsx';
import { TryPrinter } from './TryPrinter.tsx';

type Opened = { dialog: 'form' | 'calibration' | 'simulator' | 'remove'; printer: Printer } | { dialog: 'new' } | null;

function addressOf({ transport, host, port, queue }: Printer): string {
  if (transport === 'tcp') return `${host}:${port}`;
  return transport === 'simulator' ? t('printers.transport.simulator') : (queue ?? '');
}

function PrinterMenu({ printer, open }: { printer: Printer; open: (opened: Opened) => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('printers.actions', { name: printer.name })}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('printers.actions', { name: printer.name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => open({ dialog: 'form', printer })}>
          {t('action.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconAdjustments size={15} />} onClick={() => open({ dialog: 'calibration', printer })}>
          {t('printers.calibrate')}
        </Menu.Item>
        {printer.transport === 'simulator' ? (
          <Menu.Item leftSection={<IconFlask size={15} />} onClick={() => open({ dialog: 'simulator', printer })}>
            {t('printers.workSimulator')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => open({ dialog: 'remove', printer })}>
          {t('action.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function RemovePrinter({ printer, onClose }: { printer: Printer; onClose: () => void }) {
  const archive = useAction((id: number) => client.labels.archivePrinter({ id }), onClose);
  return (
    <ConfirmDialog
      title={t('labels.removePrinter', { name: printer.name })}
      confirmLabel={t('action.remove')}
      busy={archive.isPending}
      onConfirm={() => archive.mutate(printer.id)}
      onClose={onClose}
    >
      {t('labels.removePrinterHint')}
    </ConfirmDialog>
  );
}

function OpenedDialog({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  if (opened === null) return null;
  switch (opened.dialog) {
    case 'new':
      return <PrinterForm printer={null} onClose={onClose} />;
    case 'form':
      return <PrinterForm printer={opened.printer} onClose={onClose} />;
    case 'calibration':
      return <CalibrationDialog printer={opened.printer} onClose={onClose} />;
    case 'simulator':
      return <SimulatedPrinterDialog printer={opened.printer} onClose={onClose} />;
    case 'remove':
      return <RemovePrinter printer={opened.printer} onClose={onClose} />;
  }
}

/** Label printers, how each is at the moment, and what can be set and tried. */
export function PrinterList() {
  const query = useQuery(rpc.labels.listPrinters.queryOptions());
  const printers = query.data ?? [];
  const mayEdit = useMay()('device.configure');
  const [opened, setOpened] = useState<Opened>(null);
  const add = (
    <Group gap={6}>
      <TryPrinter printers={printers} />
      <Button size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setOpened({ dialog: 'new' })}>
        {t('labels.addPrinter')}
      </Button>
    </Group>
  );
  return (
    <Panel title={t('labels.printers')} actions={mayEdit ? add : null} flush>
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {printers.length === 0 && query.isSuccess ? (
        <EmptyState title={t('labels.noPrinter')}>{t('labels.noPrinterHint')}</EmptyState>
      ) : null}
      {printers.length === 0 ? null : (
        <Table aria-label={t('labels.printers')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field.name')}</Table.Th>
              <Table.Th>{t('labels.address')}</Table.Th>
              <Table.Th>{t('printers.loaded')}</Table.Th>
              <Table.Th ta="right">{t('labels.dpi')}</Table.Th>
              <Table.Th>{t('field.status')}</Table.Th>
              <Table.Th>
                <span className="visually-hidden">{t('table.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {printers.map((printer) => (
              <Table.Tr key={printer.id}>
                <Table.Td>
                  {printer.name}
                  <Text size="xs" c="dimmed">
                    {printer.transport === 'pages'
                      ? t('printers.transport.pages')
                      : t(`labels.language.${printer.language}`)}
                  </Text>
                </Table.Td>
                <Table.Td>{addressOf(printer)}</Table.Td>
                <Table.Td>{nameOfKey(printer.mediumKey) ?? '–'}</Table.Td>
                <Table.Td ta="right">{printer.dpi}</Table.Td>
                <Table.Td>
                  <PrinterState id={printer.id} />
                </Table.Td>
                <Table.Td ta="right">{mayEdit ? <PrinterMenu printer={printer} open={setOpened} /> : null}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <OpenedDialog opened={opened} onClose={() => setOpened(null)} />
    </Panel>
  );
}
