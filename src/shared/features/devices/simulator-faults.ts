/** What can go wrong with each kind of simulated device, so that it is seen before it happens with a real one. */
export const simulatorFaults = {
  scanner: ['lf', 'crlf', 'no_end', 'stx_etx', 'aim', 'pieces', 'endless', 'parity', 'port_busy'],
  pattern: ['lf', 'crlf', 'no_end', 'pieces', 'endless', 'port_busy'],
  em4100: ['bad_checksum', 'stays', 'pieces', 'port_busy'],
  uhfreader18: [
    'strength',
    'bad_checksum',
    'rubbish',
    'pieces',
    'push',
    'heartbeat',
    'unknown_command',
    'silent',
    'write_stops',
  ],
  mercury: ['no_region', 'bad_checksum', 'rubbish', 'pieces', 'silent'],
  llrp: ['taken', 'event_first', 'pieces', 'silent', 'error_status', 'write_stops'],
  nmea: ['no_fix', 'bad_checksum', 'noise', 'midnight', 'jump'],
  pcsc: ['no_number', 'no_service'],
} as const;

export type SimulatorFault = (typeof simulatorFaults)[keyof typeof simulatorFaults][number];

/** Every fault, each once. */
export const allSimulatorFaults: readonly SimulatorFault[] = [...new Set(Object.values(simulatorFaults).flat())];
