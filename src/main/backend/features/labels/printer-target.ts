import { mediumOf } from '#shared/features/labels/media.ts';
import type { Printer } from '#shared/features/labels/printer-contract.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { simulatorOf } from './simulated-printers.ts';
import { cups } from './transport/cups.ts';
import type { PrintTarget } from './transport/print-to.ts';
import type { PageSize, Spooler } from './transport/spooler.ts';
import { winspool } from './transport/winspool.ts';

/** The print queues of this computer's system. */
export const systemSpooler: Spooler = process.platform === 'win32' ? winspool() : cups;

const micrometres = (mm: number) => Math.round(mm * 1000);

/** The page that a printer of the system is fed with: a sheet of the medium that is loaded, else one label. */
export function pageFor(printer: Printer, label: { widthMm: number; heightMm: number }): PageSize {
  const sheet = mediumOf(printer.mediumKey)?.sheet;
  return sheet === undefined
    ? { widthUm: micrometres(label.widthMm), heightUm: micrometres(label.heightMm), paper: null }
    : { widthUm: micrometres(sheet.pageWidthMm), heightUm: micrometres(sheet.pageHeightMm), paper: sheet.paper };
}

/**
 * Where a printer's labels go. A simulated printer is switched on by being asked for.
 * @param label its size; needed only where pages are printed
 */
export async function targetOf(
  backend: Backend,
  printer: Printer,
  label: { widthMm: number; heightMm: number } = { widthMm: 50, heightMm: 25 },
): Promise<PrintTarget> {
  const queue = printer.queue ?? '';
  switch (printer.transport) {
    case 'tcp':
      return { host: printer.host, port: printer.port, language: printer.language };
    case 'simulator': {
      const { port } = await simulatorOf(backend, printer);
      return { host: '127.0.0.1', port, language: printer.language };
    }
    case 'queue':
      return { queue, spooler: systemSpooler, page: null };
    case 'pages':
      return { queue, spooler: systemSpooler, page: pageFor(printer, label) };
  }
}
