import { Button, CloseButton, Text } from '@mantine/core';
import { useState } from 'react';
import { deliverScan } from '#renderer/ui/scan-target.ts';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t } from '#renderer/ui/text/t.ts';
import { activeSession } from '../scan-queue.ts';
import { sendToDesk } from '../use-desk-scanner.ts';
import classes from './camera.module.css';
import type { CameraCode } from './two-reads.ts';
import { useCamera } from './use-camera.ts';

interface CameraPanelProps {
  onClose: () => void;
}

/** A camera in the place of a scanner, beside whatever page is open. Asks once before it is switched on. */
export function CameraPanel({ onClose }: CameraPanelProps) {
  const [allowed, setAllowed] = useRemembered('camera', 'ask');
  return (
    <aside className={classes['panel']} aria-label={t('camera.title')}>
      <CloseButton className={classes['close'] ?? ''} aria-label={t('camera.off')} onClick={onClose} />
      {allowed === 'yes' ? (
        <Viewfinder />
      ) : (
        <div className={classes['ask']}>
          <Text size="sm">{t('camera.ask')}</Text>
          <Button size="compact-sm" onClick={() => setAllowed('yes')}>
            {t('camera.on')}
          </Button>
        </div>
      )}
    </aside>
  );
}

/** What the camera reads goes where every scan goes. */
function deliver({ text, symbology }: CameraCode): void {
  const scan = { text, usText: text, symbology };
  deliverScan(scan, document.activeElement, (read) => sendToDesk(activeSession(), read));
}

function Viewfinder() {
  const [last, setLast] = useState('');
  const [take] = useState(() => (code: CameraCode) => {
    setLast(code.text);
    deliver(code);
  });
  const { video, state } = useCamera(take);
  const isShown = state === 'starting' || state === 'running';
  return (
    <>
      <video
        ref={video}
        className={classes['video']}
        hidden={!isShown}
        muted
        playsInline
        aria-label={t('camera.title')}
      />
      <Text size="sm" role="status" className={classes['status'] ?? ''}>
        {state === 'running'
          ? last === ''
            ? t('camera.hold')
            : t('camera.read', { code: last })
          : t(`camera.${state}`)}
      </Text>
    </>
  );
}
