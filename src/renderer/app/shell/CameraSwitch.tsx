import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import { CameraPanel } from '#renderer/features/desk/camera/CameraPanel.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Switches the camera on as a scanner, and off again. */
export function CameraSwitch() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip label={t('camera.title')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('camera.title')}
          aria-pressed={open}
          onClick={() => setOpen(!open)}
        >
          <IconCamera size={18} />
        </ActionIcon>
      </Tooltip>
      {open ? <CameraPanel onClose={() => setOpen(false)} /> : null}
    </>
  );
}
