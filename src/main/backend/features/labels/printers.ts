import { mediumOf } from '#shared/features/labels/media.ts';
import { brotherDpi } from '#shared/features/labels/printer-contract.ts';
import type { MediumSettings, PrinterDetails } from '#shared/features/labels/printer-contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import {
  archivePrinterRow,
  findMediumSettings,
  findPrinter,
  listPrinters,
  writeMediumSettings,
  writePrinter,
} from './printer-repository.ts';
import { forgetSimulator } from './simulated-printers.ts';
import { targetOf } from './printer-target.ts';
import { queryPrinter } from './transport/print-to.ts';

/** @throws Failure NO_SUCH_MEDIUM */
function refuseUnknownMedium(key: string | null): void {
  if (key !== null && mediumOf(key) === undefined) throw new Failure('NO_SUCH_MEDIUM', { key });
}

/** What the transport does not need is not kept: a queue's name of a network printer would only mislead. */
function whatTheTransportNeeds(details: PrinterDetails): PrinterDetails {
  const throughSystem = details.transport === 'queue' || details.transport === 'pages';
  if (throughSystem && details.queue === null) {
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['queue'], code: 'required' }] });
  }
  return { ...details, queue: throughSystem ? details.queue : null };
}

export async function savePrinter(
  command: CommandContext,
  { id, ...input }: PrinterDetails & { id: number | null },
): Promise<{ id: number }> {
  const details = whatTheTransportNeeds(input);
  const printers = await listPrinters(command.tx);
  const before = printers.find((printer) => printer.id === id);
  if (id !== null && !before) throw notFound('printer', id);
  if (printers.some((printer) => printer.id !== id && printer.name.toLowerCase() === details.name.toLowerCase())) {
    throw new Failure('NAME_TAKEN', { name: details.name });
  }
  if (details.language === 'brother' && details.dpi !== brotherDpi) {
    throw new Failure('RESOLUTION_NOT_OFFERED', { dpi: details.dpi });
  }
  const answers = details.transport === 'tcp' || details.transport === 'simulator';
  if (details.encodes && !(details.language === 'zpl' && answers)) throw new Failure('CANNOT_ENCODE');
  refuseUnknownMedium(details.mediumKey);
  const saved = await writePrinter(command.tx, id, details);
  await command.record({
    event: before ? 'labels.printerChanged' : 'labels.printerAdded',
    subject: `printer:${saved}`,
    data: { before: before ? { ...before } : null, after: { ...details } },
  });
  command.changed('labels');
  command.afterCommit(() => forgetSimulator(command.backend, saved));
  return { id: saved };
}

export async function archivePrinter(command: CommandContext, { id }: { id: number }): Promise<void> {
  const printer = await findPrinter(command.tx, id);
  if (!printer) throw notFound('printer', id);
  await archivePrinterRow(command.tx, id, command.now);
  await command.record({ event: 'labels.printerArchived', subject: `printer:${id}`, data: { name: printer.name } });
  command.changed('labels');
  command.afterCommit(() => forgetSimulator(command.backend, id));
}

/** Asks the printer itself, or the system's queue in front of it, how it is. */
export async function printerStatus({ backend, reader }: QueryContext, { id }: { id: number }) {
  const printer = await findPrinter(reader, id);
  if (!printer) throw notFound('printer', id);
  return queryPrinter(await targetOf(backend, printer));
}

/** From now on everything that is queued for the printer while this medium is loaded is printed so. */
export async function saveMediumSettings(command: CommandContext, settings: MediumSettings): Promise<void> {
  const printer = await findPrinter(command.tx, settings.printerId);
  if (!printer) throw notFound('printer', settings.printerId);
  refuseUnknownMedium(settings.mediumKey);
  const before = await findMediumSettings(command.tx, printer.id, settings.mediumKey);
  await writeMediumSettings(command.tx, settings, { operatorId: command.actor.operatorId, at: command.now });
  await command.record({
    event: 'labels.mediumSet',
    subject: `printer:${printer.id}`,
    data: { before: before ? { ...before } : null, after: { ...settings } },
  });
  command.changed('labels');
}
