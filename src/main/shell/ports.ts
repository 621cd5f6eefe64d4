import { ipcMain } from 'electron';
import type { IpcMainEvent, MessagePortMain } from 'electron';
import { isOwnPage } from './addresses.ts';
import { report } from './log.ts';

/** Only the main frame of our own page may connect. Asked at once: after an await the frame may be gone. */
function isOurs(event: IpcMainEvent, development: string | null): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnPage(frame.url, development);
}

/** The one channel that a page has into the main process: it hands over the port on which it speaks to the backend. */
export function acceptPorts(connect: (port: MessagePortMain) => void, development: string | null): void {
  ipcMain.on('rpc:connect', (event) => {
    const [port, ...others] = event.ports;
    if (port === undefined || others.length > 0 || !isOurs(event, development)) {
      report('connection-refused', { ports: event.ports.length });
      for (const each of event.ports) each.close();
      return;
    }
    connect(port);
  });
}
