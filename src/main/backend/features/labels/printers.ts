import { brotherDpi } from '#shared/features/labels/contract.ts';
import type { PrinterDetails } from '#shared/features/labels/contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import { archivePrinterRow, findPrinter, listPrinters, writePrinter } from './repository.ts';
import { queryPrinter } from './transport/tcp.ts';

export async function savePrinter(
  command: CommandContext,
  { id, ...details }: PrinterDetails & { id: number | null },
): Promise<{ id: number }> {
  const printers = await listPrinters(command.tx);
  const before = printers.find((printer) => printer.id === id);
  if (id !== null && !before) throw notFound('printer', id);
  if (printers.some((printer) => printer.id !== id && printer.name.toLowerCase() === details.name.toLowerCase())) {
    throw new Failure('NAME_TAKEN', { name: details.name });
  }
  if (details.language === 'brother' && details.dpi !== brotherDpi) {
    throw new Failure('RESOLUTION_NOT_OFFERED', { dpi: details.dpi });
  }
  const saved = await writePrinter(command.tx, id, details);
  await command.record({
    event: before ? 'labels.printerChanged' : 'labels.printerAdded',
    subject: `printer:${saved}`,
    data: { before: before ? { ...before } : null, after: { ...details } },
  });
  command.changed('labels');
  return { id: saved };
}

export async function archivePrinter(command: CommandContext, { id }: { id: number }): Promise<void> {
  const printer = await findPrinter(command.tx, id);
  if (!printer) throw notFound('printer', id);
  await archivePrinterRow(command.tx, id, command.now);
  await command.record({ event: 'labels.printerArchived', subject: `printer:${id}`, data: { name: printer.name } });
  command.changed('labels');
}

/** Asks the printer itself how it is. */
export async function printerStatus({ reader }: QueryContext, { id }: { id: number }) {
  const printer = await findPrinter(reader, id);
  if (!printer) throw notFound('printer', id);
  return queryPrinter({ host: printer.host, port: printer.port, language: printer.language });
}
