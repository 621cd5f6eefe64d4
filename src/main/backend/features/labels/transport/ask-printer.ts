import type { PrinterLanguage } from '#shared/features/labels/printer-contract.ts';
import type { PrinterConnection } from './printer-connection.ts';
import { isErrorReportComplete, isHostStatusComplete, parseErrorReport, parseHostStatus } from './printer-status.ts';
import type { PrinterFault } from './printer-status.ts';

/** `errors`: faults are known but not whether something is left to print. `silent`: nothing was answered. */
export type Answer =
  | { kind: 'status'; faults: PrinterFault[]; busy: boolean }
  | { kind: 'errors'; faults: PrinterFault[] }
  | { kind: 'silent' };

function faultsIn(byte: number, bits: readonly (readonly [number, PrinterFault])[]): PrinterFault[] {
  return bits.flatMap(([bit, fault]) => ((byte & bit) === 0 ? [] : [fault]));
}

/** Asks ~HS and, since printers may keep silent while they have a fault, ~HQES. */
async function askZpl(connection: PrinterConnection): Promise<Answer> {
  const reply = await connection.ask('~HS', isHostStatusComplete);
  const status = reply === null ? null : parseHostStatus(reply);
  if (status !== null) {
    const { faults, formatsInBuffer, labelsLeft, partialFormat } = status;
    return { kind: 'status', faults, busy: formatsInBuffer > 0 || labelsLeft > 0 || partialFormat };
  }
  const errors = await connection.ask('~HQES', isErrorReportComplete);
  const faults = errors === null ? null : parseErrorReport(errors);
  return faults === null ? { kind: 'silent' } : { kind: 'errors', faults };
}

const tsplBits = [
  [0x01, 'HEAD_OPEN'],
  [0x02, 'OTHER_FAULT'],
  [0x04, 'PAPER_OUT'],
  [0x08, 'RIBBON_OUT'],
  [0x10, 'PAUSED'],
  [0x80, 'OTHER_FAULT'],
] as const;

/** `ESC !?` answers one byte: head open, jam, paper out, ribbon out, pause, printing (TSPL manual). */
async function askTspl(connection: PrinterConnection): Promise<Answer> {
  const reply = await connection.ask('\u001b!?', (answer) => answer.length > 0);
  if (reply === null) return { kind: 'silent' };
  const byte = reply.charCodeAt(0);
  return { kind: 'status', faults: faultsIn(byte, tsplBits), busy: (byte & 0x20) !== 0 };
}

const brotherFirst = [
  [0x01, 'PAPER_OUT'],
  [0x02, 'PAPER_OUT'],
  [0x04, 'CUTTER_FAULT'],
] as const;
const brotherSecond = [
  [0x01, 'WRONG_MEDIA'],
  [0x10, 'HEAD_OPEN'],
  [0x40, 'OTHER_FAULT'],
] as const;

/** `ESC i S` answers 32 bytes `80 20 42 …`; error bits at 8 and 9, phase at 19 (Brother raster reference). */
async function askBrother(connection: PrinterConnection): Promise<Answer> {
  const reply = await connection.ask('\u001biS', (answer) => answer.length >= 32);
  if (reply === null || !reply.startsWith('\u0080\u0020B')) return { kind: 'silent' };
  // Earlier notes of the printer may stand before the answer: the last whole one counts.
  const last = reply.slice(Math.floor(reply.length / 32) * 32 - 32);
  const at = (index: number) => last.charCodeAt(index);
  const faults = [...faultsIn(at(8), brotherFirst), ...faultsIn(at(9), brotherSecond)];
  const unnamed = at(8) + at(9) > 0 && faults.length === 0;
  return { kind: 'status', faults: unnamed ? ['OTHER_FAULT'] : faults, busy: at(19) !== 0 };
}

/** Asks a printer how it is, in its own language. EPL2 knows no question that all printers answer alike. */
export async function askPrinter(connection: PrinterConnection, language: PrinterLanguage): Promise<Answer> {
  switch (language) {
    case 'zpl':
      return askZpl(connection);
    case 'tspl':
      return askTspl(connection);
    case 'brother':
      return askBrother(connection);
    case 'epl':
      return { kind: 'silent' };
  }
}
