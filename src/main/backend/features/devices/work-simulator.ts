import { simulatorFaults } from '#shared/features/devices/simulator-faults.ts';
import type { SimulatorFault } from '#shared/features/devices/simulator-faults.ts';
import type { DeviceManager } from './manager.ts';

interface Work {
  id: number;
  action: 'scan' | 'tags' | 'unplug' | 'plug';
  codes: readonly string[];
}

/** Works the simulator of a device as a person works the real one. */
export function workSimulator(manager: DeviceManager, { id, action, codes }: Work): void {
  const simulator = manager.simulator(id);
  switch (action) {
    case 'scan':
    case 'tags':
      simulator.work(codes);
      break;
    case 'unplug':
      simulator.unplug();
      break;
    case 'plug':
      simulator.plug();
      void manager.link(id).reconnect();
      break;
  }
}

/** Faults of another kind of device are left out. The device is connected anew, because most faults begin with that. */
export function setSimulatorFaults(
  manager: DeviceManager,
  { id, faults }: { id: number; faults: readonly SimulatorFault[] },
): void {
  const known: readonly SimulatorFault[] = simulatorFaults[manager.kindOf(id)];
  manager.simulator(id).setFaults(faults.filter((fault) => known.includes(fault)));
  void manager.link(id).reconnect();
}
