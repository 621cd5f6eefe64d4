import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { client, refetchSession } from '#renderer/rpc/client.ts';
import { t } from '#renderer/ui/text/t.ts';

const noticeId = 'idle-lock';
const warnBefore = 60_000;
const touchEvery = 30_000;

/** Locks the desk when nobody touches it, warns a minute before, and tells the backend that somebody is there. */
export function useIdleLock(minutes: number): void {
  useEffect(() => {
    const limit = minutes * 60_000;
    let lastInput = Date.now();
    let lastTouch = 0;
    let warned = false;
    const touched = () => {
      lastInput = Date.now();
      if (warned) notifications.hide(noticeId);
      warned = false;
      if (lastInput - lastTouch < touchEvery) return;
      lastTouch = lastInput;
      client.auth.touch().catch(() => void refetchSession());
    };
    const check = () => {
      const idle = Date.now() - lastInput;
      if (idle >= limit) {
        lastInput = Date.now();
        void client.auth.lock().then(refetchSession, refetchSession);
      } else if (idle >= limit - warnBefore && !warned && limit > warnBefore) {
        warned = true;
        notifications.show({ id: noticeId, message: t('auth.lockSoon'), color: 'yellow', autoClose: false });
      }
    };
    const timer = window.setInterval(check, 2000);
    window.addEventListener('keydown', touched, true);
    window.addEventListener('pointerdown', touched, true);
    window.addEventListener('pointermove', touched, { capture: true, passive: true });
    touched();
    return () => {
      window.clearInterval(timer);
      notifications.hide(noticeId);
      window.removeEventListener('keydown', touched, true);
      window.removeEventListener('pointerdown', touched, true);
      window.removeEventListener('pointermove', touched, true);
    };
  }, [minutes]);
}
