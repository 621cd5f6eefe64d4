import type { PrinterLanguage, SimulatedFault } from '#shared/features/labels/printer-contract.ts';
import { startZplPrinter } from '../zpl-printer.ts';
import { startBrotherPrinter } from './brother-printer.ts';
import { startEplPrinter } from './epl-printer.ts';
import { startTsplPrinter } from './tspl-printer.ts';

/** A simulated printer of any language, as somebody stands before it. */
export interface RunningPrinter {
  port: number;
  /** Faults that this kind of printer can have. */
  offers: readonly SimulatedFault[];
  faults: () => Readonly<Record<SimulatedFault, boolean>>;
  rollEndsAfter: () => number | null;
  printed: () => number;
  /** Gives it these faults and repairs all others. */
  work: (faults: ReadonlySet<SimulatedFault>, rollEndsAfter: number | null) => void;
  close: () => Promise<void>;
}

async function startZpl(): Promise<RunningPrinter> {
  const { port, faults, received, run, close } = await startZplPrinter();
  return {
    port,
    offers: ['paperOut', 'headOpen', 'silent', 'acceptsAndDrops', 'tagFails'],
    faults: () => ({ ...faults, silent: faults.noStatus }),
    rollEndsAfter: () => faults.rollEndsAfter,
    printed: () => received.length,
    work: (wanted, rollEndsAfter) => {
      faults.paperOut = wanted.has('paperOut');
      faults.headOpen = wanted.has('headOpen');
      faults.noStatus = wanted.has('silent');
      faults.acceptsAndDrops = wanted.has('acceptsAndDrops');
      faults.tagFails = wanted.has('tagFails');
      faults.rollEndsAfter = rollEndsAfter;
      run();
    },
    close,
  };
}

/** Starts a printer on 127.0.0.1 that understands this language. */
export async function startPrinterSimulator(language: PrinterLanguage, dpi: 203 | 300): Promise<RunningPrinter> {
  if (language === 'zpl') return startZpl();
  const start = {
    tspl: () => startTsplPrinter({ dpi }),
    epl: () => startEplPrinter(),
    brother: () => startBrotherPrinter(),
  };
  const { port, faults, received, run, close } = await start[language]();
  return {
    port,
    offers: ['paperOut', 'headOpen', 'silent', 'acceptsAndDrops'],
    faults: () => ({ ...faults, tagFails: false }),
    rollEndsAfter: () => faults.rollEndsAfter,
    printed: () => received.length,
    work: (wanted, rollEndsAfter) => {
      faults.paperOut = wanted.has('paperOut');
      faults.headOpen = wanted.has('headOpen');
      faults.silent = wanted.has('silent');
      faults.acceptsAndDrops = wanted.has('acceptsAndDrops');
      faults.rollEndsAfter = rollEndsAfter;
      run();
    },
    close,
  };
}
