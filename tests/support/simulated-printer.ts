import { printerDetails } from '#shared/features/labels/printer-contract.ts';
import type { PrinterDetails } from '#shared/features/labels/printer-contract.ts';

/** A printer as somebody adds it, on this port of this computer. */
export function printerAt(port: number, rest: Partial<PrinterDetails> = {}): PrinterDetails & { id: null } {
  return {
    id: null,
    ...printerDetails.parse({
      name: 'Desk',
      host: '127.0.0.1',
      port,
      language: 'zpl',
      dpi: 203,
      offsetXDots: 0,
      offsetYDots: 0,
      darkness: null,
      ...rest,
    }),
  };
}
