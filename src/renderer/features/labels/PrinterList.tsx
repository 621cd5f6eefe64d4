import { Button, Group, Table } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Printer } from '#shared/features/labels/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { PrinterForm } from './PrinterForm.tsx';
import { PrinterState } from './PrinterState.tsx';

export function PrinterList() {
  const printers = useQuery(rpc.labels.listPrinters.queryOptions()).data ?? [];
  const mayEdit = useMay()('device.configure');
  const [form, setForm] = useState<Printer | 'new' | null>(null);
  const [removing, setRemoving] = useState<Printer | null>(null);
  const archive = useAction(
    (id: number) => client.labels.archivePrinter({ id }),
    () => setRemoving(null),
  );
  const add = (
    <Button size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setForm('new')}>
      {t('labels.addPrinter')}
    </Button>
  );
  return (
    <Panel title={t('labels.printers')} actions={mayEdit ? add : null} flush>
      {printers.length === 0 ? (
        <EmptyState title={t('labels.noPrinter')}>{t('labels.noPrinterHint')}</EmptyState>
      ) : (
        <Table aria-label={t('labels.printers')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field.name')}</Table.Th>
              <Table.Th>{t('labels.address')}</Table.Th>
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
                <Table.Td>{printer.name}</Table.Td>
                <Table.Td>{`${printer.host}:${printer.port}`}</Table.Td>
                <Table.Td ta="right">{printer.dpi}</Table.Td>
                <Table.Td>
                  <PrinterState id={printer.id} />
                </Table.Td>
                <Table.Td>
                  {mayEdit ? (
                    <Group gap={6} justify="flex-end">
                      <Button size="compact-sm" variant="default" onClick={() => setForm(printer)}>
                        {t('action.edit')}
                      </Button>
                      <Button size="compact-sm" variant="default" onClick={() => setRemoving(printer)}>
                        {t('action.remove')}
                      </Button>
                    </Group>
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {form === null ? null : <PrinterForm printer={form === 'new' ? null : form} onClose={() => setForm(null)} />}
      {removing === null ? null : (
        <ConfirmDialog
          title={t('labels.removePrinter', { name: removing.name })}
          confirmLabel={t('action.remove')}
          busy={archive.isPending}
          onConfirm={() => archive.mutate(removing.id)}
          onClose={() => setRemoving(null)}
        >
          {t('labels.removePrinterHint')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}
