import { Readable } from 'node:stream';
import type { DeviceConnection, DeviceKind, DeviceState, Proposal } from '#shared/features/devices/contract.ts';
import { mercuryCommand, mercuryRequest } from './framing/mercury.ts';
import { uhfCommand, uhfRequest } from './framing/uhfreader18.ts';
import { openConnection } from './manager.ts';
import { proposeSettings } from './rules.ts';
import { simulatorOf } from './simulators/simulators.ts';
import { PortError } from './transport/port-error.ts';

export interface ProbeNotice {
  state: DeviceState;
  /** Everything that came so far, hexadecimal. */
  hex: string;
  proposal: Proposal | null;
}

/** Enough to understand a device by. Bytes. */
const enough = 1024;

/** A code that every simulator can have read. */
const sample = {
  scanner: 'IT-000001',
  pattern: 'IT-000001',
  em4100: '62E3086CED',
  uhfreader18: '',
  mercury: '',
  llrp: '',
  pcsc: '04A23B7A915C80',
  nmea: '2026-11-24T08:00:00.000Z,50.0875,14.4213',
} as const;

/** Opens a device for as long as it is listened to, and tells what comes and what that says about its settings. */
export async function* probe(
  connection: DeviceConnection,
  kind: DeviceKind,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProbeNotice, void, void> {
  const simulator = simulatorOf(kind);
  let port;
  try {
    port = await openConnection(connection, () => simulator);
  } catch (error) {
    yield { state: error instanceof PortError ? error.state : 'fault', hex: '', proposal: null };
    return;
  }
  const close = () => port.destroy();
  signal?.addEventListener('abort', close, { once: true });
  try {
    yield { state: 'ready', hex: '', proposal: null };
    // Readers of these families say nothing until they are asked.
    if (kind === 'uhfreader18') port.write(uhfRequest(uhfCommand.information));
    if (kind === 'mercury') port.write(mercuryRequest(mercuryCommand.version));
    if (connection.type === 'simulator' && sample[kind] !== '') simulator.work([sample[kind]]);
    let bytes = Buffer.alloc(0);
    for await (const chunk of Readable.from(port) as AsyncIterable<Buffer>) {
      bytes = Buffer.concat([bytes, chunk]).subarray(-enough);
      yield { state: 'ready', hex: bytes.toString('hex'), proposal: proposeSettings(bytes) };
    }
  } catch {
    yield { state: 'missing', hex: '', proposal: null };
  } finally {
    signal?.removeEventListener('abort', close);
    close();
  }
}
