import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { rpc } from '#renderer/rpc/client.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** A crossing that is older is told by the list and is no alarm any more. Milliseconds. */
const newsFor = 15 * 60_000;

/** Says on whatever page when a tracker crosses a fence. */
export function useFenceAlarms(enabled: boolean): void {
  const crossings = useQuery(rpc.tracking.crossings.queryOptions({ enabled })).data;
  const told = useRef<number | null>(null);
  useEffect(() => {
    if (crossings === undefined) return;
    const newest = crossings[0]?.id ?? 0;
    const before = told.current;
    told.current = newest;
    // What happened before this window was opened is in the list.
    if (before === null) return;
    for (const { id, tracker, geofence, direction, at } of crossings) {
      if (id <= before || Date.now() - Date.parse(at) > newsFor) continue;
      notifications.show({
        message: t('map.crossing', { tracker, geofence, did: word('crossing', direction) }),
        color: 'yellow',
        autoClose: 15_000,
        role: 'alert',
      });
    }
  }, [crossings]);
}
