import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../text/t.ts';
import classes from './attachments.module.css';

type CameraState = 'starting' | 'running' | 'denied' | 'missing' | 'fault';

function stateOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'fault';
}

/** What the camera sees for as long as the component is there. */
function useViewfinder() {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  useEffect(() => {
    let stopped = false;
    let stream: MediaStream | null = null;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const start = async (): Promise<void> => {
      try {
        const picture = { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: 'environment' };
        stream = await navigator.mediaDevices.getUserMedia({ video: picture, audio: false });
        if (stopped || video.current === null) return stop();
        video.current.srcObject = stream;
        await video.current.play();
        return setState('running');
      } catch (error) {
        if (!stopped) setState(stateOf(error));
      }
    };
    void start();
    return () => {
      stopped = true;
      stop();
    };
  }, []);
  return { video, state };
}

async function pictureOf(video: HTMLVideoElement, name: string): Promise<File> {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.88 });
  return new File([blob], name, { type: 'image/jpeg' });
}

/** `picture-2026-11-24-080000.jpg`: a name that tells when. */
function nameOf(at: Date): string {
  return `picture-${at.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')}.jpg`;
}

interface TakePictureProps {
  title: string;
  take: (picture: File) => void;
  onClose: () => void;
}

/** A picture by the camera of this computer. It is on from when this is opened until it is closed, and no longer. */
export function TakePicture({ title, take, onClose }: TakePictureProps) {
  const { video, state } = useViewfinder();
  const shown = state === 'starting' || state === 'running';
  const shoot = async (): Promise<void> => {
    if (video.current === null) return;
    take(await pictureOf(video.current, nameOf(new Date())));
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="sm">
        <video
          ref={video}
          className={classes['viewfinder']}
          hidden={!shown}
          muted
          playsInline
          aria-label={t('attachments.viewfinder')}
        />
        {state === 'running' ? null : (
          <Text size="sm" role="status">
            {t(`camera.${state}`)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            data-autofocus
            disabled={state !== 'running'}
            leftSection={<IconCamera size={16} />}
            onClick={() => void shoot()}
          >
            {t('attachments.shoot')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
