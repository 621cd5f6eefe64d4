import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { DeskSessionName } from '#shared/features/desk/contract.ts';
import type { DeviceScan } from '#shared/features/devices/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useStream } from '#renderer/rpc/streams.ts';
import { deliverScan } from '#renderer/ui/scan-target.ts';
import { t } from '#renderer/ui/text/t.ts';
import { isBounce, nothingRead } from './bounce.ts';
import type { LastRead } from './bounce.ts';
import { activeSession, sendScan } from './scan-queue.ts';
import { playFailure, prepareSounds } from './sounds.ts';
import type { WedgeListener } from './wedge/use-wedge.ts';
import { useWedge } from './wedge/use-wedge.ts';

const listener: WedgeListener = {
  // Keyboards can't be told apart, so what a wedge reads belongs to the session that was chosen for the keyboard.
  scan: ({ text, usText }) => void sendScan(activeSession(), text === '' ? usText : text, usText),
  refused: () => {
    playFailure();
    notifications.show({ message: t('desk.controlKeys'), color: 'red', autoClose: 8000, role: 'alert' });
  },
};

const lastOf = new Map<DeskSessionName, LastRead>();

const openScans = (signal: AbortSignal) => client.devices.scans(undefined, { signal });
const takeScan = ({ session, code, symbology }: DeviceScan) => {
  if (session === null) return;
  const read = { code, at: performance.now() };
  const again = isBounce(lastOf.get(session) ?? nothingRead, read);
  lastOf.set(session, read);
  if (again) return;
  deliverScan({ text: code, usText: code, symbology }, document.activeElement, () => void sendScan(session, code));
};
/** What was read while nobody listened is not acted upon later. */
const forgetMissed = () => undefined;

/** Scans go to the desk from every page. */
export function useDeskScanner(): void {
  useWedge(listener);
  useStream(openScans, takeScan, forgetMissed);
  useEffect(prepareSounds, []);
}
