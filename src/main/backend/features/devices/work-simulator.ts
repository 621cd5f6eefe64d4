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
