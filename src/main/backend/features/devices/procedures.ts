import { implement } from '@orpc/server';
import { devicesContract } from '#shared/features/devices/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { whileLocked, whileOpen } from '#backend/kernel/rpc/while-open.ts';
import { encodeTag } from './encode-tag.ts';
import { findCardReaders } from './find-card-readers.ts';
import { managerOf } from './manager-of-backend.ts';
import { readyDriver } from './manager.ts';
import { probe } from './probe.ts';
import { listDevices } from './repository.ts';
import { archiveDevice, saveDevice } from './save-device.ts';
import { sweep } from './sweep.ts';
import { listSerialPorts } from './transport/serial-ports.ts';
import { setSimulatorFaults, workSimulator } from './work-simulator.ts';

const os = implement(devicesContract).$context<Call>().use(guard);

export const deviceProcedures = os.router({
  list: os.list.handler(
    inQuery(async ({ backend, reader }) =>
      (await listDevices(reader)).map((details) => managerOf(backend).listed(details)),
    ),
  ),
  ports: os.ports.handler(async () => [...(await listSerialPorts())]),
  cardReaders: os.cardReaders.handler(() => findCardReaders()),
  probe: os.probe.handler(({ context: { session }, input, signal }) =>
    whileOpen(session, probe(input.connection, input.kind, signal)),
  ),
  save: os.save.handler(inCommand(saveDevice)),
  archive: os.archive.handler(inCommand(archiveDevice)),
  reconnect: os.reconnect.handler(({ context: { backend }, input }) => managerOf(backend).link(input.id).reconnect()),
  beep: os.beep.handler(({ context: { backend }, input }) => readyDriver(managerOf(backend).link(input.id)).beep()),
  traffic: os.traffic.handler(({ context: { backend }, input }) => [...managerOf(backend).link(input.id).traffic]),
  // Subscribed at once and not at the first pull, so that nothing between the two is missed.
  scans: os.scans.handler(({ context: { backend, session }, signal }) =>
    whileOpen(session, managerOf(backend).events.subscribe('scan', { signal }), true),
  ),
  badges: os.badges.handler(({ context: { backend, session }, signal }) =>
    whileLocked(session, managerOf(backend).events.subscribe('scan', { signal })),
  ),
  sweep: os.sweep.handler(({ context: { backend, session }, input, signal }) =>
    whileOpen(session, sweep(backend, input.id, signal)),
  ),
  encode: os.encode.handler(({ context, input }) => encodeTag(context, input)),
  simulatorFaults: os.simulatorFaults.handler(({ context: { backend }, input }) => [
    ...managerOf(backend).simulator(input.id).faultsOn,
  ]),
  setSimulatorFaults: os.setSimulatorFaults.handler(({ context: { backend }, input }) =>
    setSimulatorFaults(managerOf(backend), input),
  ),
  simulate: os.simulate.handler(({ context: { backend }, input }) => workSimulator(managerOf(backend), input)),
});
