import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { DeviceScan } from '#shared/features/devices/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { useStream } from '#renderer/rpc/streams.ts';
import { deliverScan } from '#renderer/ui/scan-target.ts';
import { t } from '#renderer/ui/text/t.ts';
import { sendScan } from './scan-queue.ts';
import { playFailure, prepareSounds } from './sounds.ts';
import type { WedgeListener } from './wedge/use-wedge.ts';
import { useWedge } from './wedge/use-wedge.ts';

const listener: WedgeListener = {
  scan: ({ text, usText }) => void sendScan(text === '' ? usText : text, usText),
  refused: () => {
    playFailure();
    notifications.show({ message: t('desk.controlKeys'), color: 'red', autoClose: 8000, role: 'alert' });
  },
};

const openScans = (signal: AbortSignal) => client.devices.scans(undefined, { signal });
const takeScan = ({ session, code, symbology }: DeviceScan) => {
  if (session !== 'A') return;
  deliverScan({ text: code, usText: code, symbology }, document.activeElement, listener.scan);
};
/** What was read while nobody listened is not acted upon later. */
const forgetMissed = () => undefined;

/** Scans go to the desk from every page. */
export function useDeskScanner(): void {
  useWedge(listener);
  useStream(openScans, takeScan, forgetMissed);
  useEffect(prepareSounds, []);
}
