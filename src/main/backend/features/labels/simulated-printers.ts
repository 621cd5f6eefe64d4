import { simulatedFaults } from '#shared/features/labels/printer-contract.ts';
import type { Printer, SimulatedFault, SimulatedPrinter } from '#shared/features/labels/printer-contract.ts';
import { Failure, notFound } from '#backend/kernel/failure.ts';
import type { Backend, QueryContext } from '#backend/kernel/rpc/call.ts';
import { startPrinterSimulator } from '#backend/features/devices/index.ts';
import type { RunningPrinter } from '#backend/features/devices/index.ts';
import { findPrinter } from './printer-repository.ts';

const running = new WeakMap<Backend, Map<number, Promise<RunningPrinter>>>();

function simulatorsOf(backend: Backend): Map<number, Promise<RunningPrinter>> {
  const known = running.get(backend);
  if (known !== undefined) return known;
  const simulators = new Map<number, Promise<RunningPrinter>>();
  running.set(backend, simulators);
  return simulators;
}

/** The simulator that stands for a printer; it stays switched on until the database closes. */
export function simulatorOf(backend: Backend, printer: Printer): Promise<RunningPrinter> {
  const simulators = simulatorsOf(backend);
  const known = simulators.get(printer.id);
  if (known !== undefined) return known;
  const started = startPrinterSimulator(printer.language, printer.dpi === 203 ? 203 : 300);
  simulators.set(printer.id, started);
  if (simulators.size === 1) backend.closing.push(() => switchOff(backend));
  return started;
}

async function switchOff(backend: Backend): Promise<void> {
  const all = [...simulatorsOf(backend).values()];
  running.delete(backend);
  for (const simulator of await Promise.all(all)) await simulator.close();
}

/** A printer that was changed or removed is another one from now on. */
export function forgetSimulator(backend: Backend, id: number): void {
  const simulator = simulatorsOf(backend).get(id);
  simulatorsOf(backend).delete(id);
  void simulator?.then((known) => known.close());
}

async function foundSimulator({ backend, reader }: QueryContext, id: number): Promise<RunningPrinter> {
  const printer = await findPrinter(reader, id);
  if (printer?.transport !== 'simulator') throw notFound('printer', id);
  return simulatorOf(backend, printer);
}

const described = ({ faults, rollEndsAfter, printed }: RunningPrinter): SimulatedPrinter => ({
  faults: simulatedFaults.filter((fault) => faults()[fault]),
  rollEndsAfter: rollEndsAfter(),
  printed: printed(),
});

export async function describeSimulator(query: QueryContext, { id }: { id: number }): Promise<SimulatedPrinter> {
  return described(await foundSimulator(query, id));
}

/** Gives it exactly these faults: what is not named is repaired. */
export async function workSimulatedPrinter(
  query: QueryContext,
  { id, faults, rollEndsAfter }: { id: number; faults: readonly SimulatedFault[]; rollEndsAfter: number | null },
): Promise<SimulatedPrinter> {
  const simulator = await foundSimulator(query, id);
  const unknown = faults.find((fault) => !simulator.offers.includes(fault));
  if (unknown !== undefined)
    throw new Failure('INVALID_INPUT', { issues: [{ path: ['faults'], code: 'not_offered' }] });
  simulator.work(new Set(faults), rollEndsAfter);
  query.backend.events.publish('changed', { topics: ['labels'] });
  return described(simulator);
}
