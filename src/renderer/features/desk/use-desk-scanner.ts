import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import type { DeskSessionName } from '#shared/features/desk/contract.ts';
import type { DeviceScan } from '#shared/features/devices/contract.ts';
import { codeOfGs1 } from '#shared/features/devices/gs1.ts';
import { client } from '#renderer/rpc/client.ts';
import { useStream } from '#renderer/rpc/streams.ts';
import { deliverScan, deliverTo } from '#renderer/ui/scan-target.ts';
import type { TakenScan } from '#renderer/ui/scan-target.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { isBounce, nothingRead } from './bounce.ts';
import type { LastRead } from './bounce.ts';
import { activeSession, quantityOf, sendScan } from './scan-queue.ts';
import { playFailure, prepareSounds } from './sounds.ts';
import type { WedgeListener } from './wedge/use-wedge.ts';
import { useWedge } from './wedge/use-wedge.ts';

/** An element string of GS1 names a thing in one of its elements; the desk asks for that. */
export function sendToDesk(session: DeskSessionName, { text, usText, symbology }: TakenScan): void {
  const named = codeOfGs1(symbology, usText);
  if (named === null) void sendScan(session, text === '' ? usText : text, usText);
  else void sendScan(session, named);
}

function warn(message: string): void {
  playFailure();
  notifications.show({ message, color: 'red', autoClose: 8000, role: 'alert' });
}

const listener: WedgeListener = {
  quantity: () => quantityOf(activeSession()),
  // Keyboards can't be told apart, so what a wedge reads belongs to the session that was chosen for the keyboard.
  scan: (scan) => sendToDesk(activeSession(), scan),
  refused: (because) => warn(because === 'torn' ? t('desk.tornScan') : t('desk.controlKeys')),
};

const lastOf = new Map<DeskSessionName, LastRead>();

function isAgain(session: DeskSessionName, code: string): boolean {
  const read = { code, at: performance.now(), quantity: quantityOf(session) };
  const again = isBounce(lastOf.get(session) ?? nothingRead, read);
  lastOf.set(session, read);
  return again;
}

const openScans = (signal: AbortSignal) => client.devices.scans(undefined, { signal });

/** What a device reads goes where its use says; the desk hears only what was read for it. */
function takeScan({ use, session, device, deviceId, code, symbology }: DeviceScan): void {
  const scan = { text: code, usText: code, symbology, deviceId };
  if (session === null) {
    if (!deliverTo(use, scan)) warn(t('desk.nobodyTakes', { device, code, use: word('deviceUse', use) }));
    return;
  }
  if (isAgain(session, code)) return;
  if (deliverTo(use, scan)) return;
  deliverScan(scan, document.activeElement, (read) => sendToDesk(session, read));
}

/** What was read while nobody listened is not acted upon later. */
const forgetMissed = () => undefined;

/** Scans go to the desk from every page. */
export function useDeskScanner(): void {
  useWedge(listener);
  useStream(openScans, takeScan, forgetMissed);
  useEffect(prepareSounds, []);
}
