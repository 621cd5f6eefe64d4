import { useCallback } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { useStream } from '#renderer/rpc/streams.ts';
import type { SweepNotice } from './sweep-state.ts';

const nothingMissed = () => undefined;

interface SweepStreamProps {
  deviceId: number;
  take: (notice: SweepNotice) => void;
}

/** A reader reads tags for as long as this is on the page. */
export function SweepStream({ deviceId, take }: SweepStreamProps) {
  const open = useCallback((signal: AbortSignal) => client.devices.sweep({ id: deviceId }, { signal }), [deviceId]);
  useStream(open, take, nothingMissed);
  return null;
}
