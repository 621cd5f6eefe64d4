import { notifications } from '@mantine/notifications';
import { t } from '#renderer/ui/text/t.ts';
import { sendScan } from './scan-queue.ts';
import { playFailure } from './sounds.ts';
import type { WedgeListener } from './wedge/use-wedge.ts';
import { useWedge } from './wedge/use-wedge.ts';

const listener: WedgeListener = {
  scan: ({ text, usText }) => void sendScan(text === '' ? usText : text, usText),
  refused: () => {
    playFailure();
    notifications.show({ message: t('desk.controlKeys'), color: 'red', autoClose: 8000, role: 'alert' });
  },
};

/** Scans go to the desk from every page. */
export function useDeskScanner(): void {
  useWedge(listener);
}
