import { useEffect, useRef, useState } from 'react';
import { nextReads, noReads } from './two-reads.ts';
import type { CameraCode } from './two-reads.ts';

export type CameraState = 'starting' | 'running' | 'denied' | 'missing' | 'fault';

/** Between two pictures that are looked at. Milliseconds. */
const lookEvery = 100;

function stateOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'fault';
}

/** Looks through a camera for as long as the component is there; pictures are decoded beside the page and kept nowhere. */
export function useCamera(onScan: (code: CameraCode) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  useEffect(() => {
    let stopped = false;
    let stream: MediaStream | null = null;
    let timer = 0;
    let reads = noReads;
    const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const look = (): void => {
      const element = video.current;
      if (stopped || element === null || context === null) return;
      const { videoWidth: width, videoHeight: height } = element;
      if (width === 0) {
        timer = window.setTimeout(look, lookEvery);
        return;
      }
      Object.assign(context.canvas, { width, height });
      context.drawImage(element, 0, 0);
      const picture = context.getImageData(0, 0, width, height);
      worker.postMessage(picture, [picture.data.buffer]);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<CameraCode[]>) => {
      const next = nextReads(reads, data, performance.now());
      reads = next.reads;
      for (const code of next.scans) onScan(code);
      timer = window.setTimeout(look, lookEvery);
    });
    worker.addEventListener('error', () => setState('fault'));
    const start = async (): Promise<void> => {
      try {
        const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'environment' };
        const opened = await navigator.mediaDevices.getUserMedia({ video: picture, audio: false });
        stream = opened;
        if (stopped || video.current === null) {
          for (const track of opened.getTracks()) track.stop();
          return;
        }
        video.current.srcObject = opened;
        await video.current.play();
        setState('running');
        look();
      } catch (error) {
        if (!stopped) setState(stateOf(error));
      }
    };
    void start();
    return () => {
      stopped = true;
      window.clearTimeout(timer);
      worker.terminate();
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, [onScan]);
  return { video, state };
}
