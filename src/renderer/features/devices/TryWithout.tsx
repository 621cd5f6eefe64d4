import { Button, Menu } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { deviceKinds, isTagReader } from '#shared/features/devices/contract.ts';
import type { Device, DeviceKind, DeviceUse } from '#shared/features/devices/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** A name that no device has yet. */
function freeName(kind: DeviceKind, devices: readonly Device[]): string {
  const base = t('devices.simulated', { kind: word('deviceKind', kind) });
  const taken = new Set(devices.map(({ name }) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function customaryUse(kind: DeviceKind): DeviceUse {
  if (kind === 'nmea') return 'tracking';
  return isTagReader(kind) ? 'stocktake' : 'desk_a';
}

/** Starts one of the simulators that ship with the application, set up like a real device. */
export function TryWithout({ devices }: { devices: readonly Device[] }) {
  const add = useAction((kind: DeviceKind) =>
    client.devices.save({
      id: null,
      name: freeName(kind, devices),
      kind,
      connection: { type: 'simulator' },
      use: customaryUse(kind),
      framing: 'auto',
      pattern: kind === 'pattern' ? '(\\S+)$' : null,
      beep: null,
      notation: 'hex',
      region: 'as_set',
    }),
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconFlask size={14} />} loading={add.isPending}>
          {t('devices.tryWithout')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {deviceKinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => add.mutate(kind)}>
            {word('deviceKind', kind)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
