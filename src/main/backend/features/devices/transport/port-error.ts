import type { DeviceState } from '#shared/features/devices/contract.ts';

/** Why a device could not be opened. */
export class PortError extends Error {
  readonly state: DeviceState;
  constructor(state: DeviceState, cause?: unknown) {
    super(state, { cause });
    this.state = state;
  }
}
