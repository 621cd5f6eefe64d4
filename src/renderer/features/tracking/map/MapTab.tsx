import { Alert, Button, Group } from '@mantine/core';
import { IconFileImport, IconMapPinPlus, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Tracker } from '#shared/features/tracking/position-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import { GeofenceForm } from './GeofenceForm.tsx';
import { ImportState } from './ImportState.tsx';
import classes from './map.module.css';
import { MapSide } from './MapSide.tsx';
import { PositionSettings } from './PositionSettings.tsx';
import { TrackerForm } from './TrackerForm.tsx';
import { WorldMap } from './WorldMap.tsx';

const none: never[] = [];

export type MapTask =
  | { readonly kind: 'tracker'; readonly tracker: Tracker | null; readonly identifier: string }
  | { readonly kind: 'fence'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'picking' }
  | { readonly kind: 'settings' };

/** Where trackers were last and on what way, on a map that needs no network; fences tell who comes and goes. */
export function MapTab() {
  const may = useMay();
  const trackers = useQuery(rpc.tracking.listTrackers.queryOptions()).data ?? none;
  const geofences = useQuery(rpc.tracking.listGeofences.queryOptions()).data ?? none;
  const [chosen, setChosen] = useState<number | null>(null);
  const selected = chosen ?? trackers[0]?.id ?? null;
  const trail = useQuery(
    rpc.tracking.trail.queryOptions({ input: { trackerId: selected ?? 0, from: null }, enabled: selected !== null }),
  ).data;
  const [task, setTask] = useState<MapTask | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const bring = useAction(
    async () => {
      const { path } = await client.tracking.choosePositionFile();
      if (path === null || selected === null) return null;
      return client.tracking.importPositions({ path, trackerId: selected });
    },
    (started) => setJobId(started?.jobId ?? null),
  );
  const close = useCallback(() => setTask(null), []);
  const pick = useMemo(
    () =>
      task?.kind === 'picking'
        ? (latitude: number, longitude: number) => setTask({ kind: 'fence', latitude, longitude })
        : null,
    [task],
  );
  const persons = trackers.some(({ custodian }) => custodian !== null);
  return (
    <>
      <Group gap="xs" mb="sm">
        {may('asset.edit') ? (
          <>
            <Button
              variant="default"
              leftSection={<IconFileImport size={16} />}
              disabled={selected === null}
              loading={bring.isPending}
              onClick={() => bring.mutate(undefined)}
            >
              {t('map.import')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconMapPinPlus size={16} />}
              onClick={() => setTask(task?.kind === 'picking' ? null : { kind: 'picking' })}
            >
              {task?.kind === 'picking' ? t('map.pickHint') : t('map.addFence')}
            </Button>
          </>
        ) : null}
        {may('settings.edit') ? (
          <Button
            variant="default"
            leftSection={<IconSettings size={16} />}
            onClick={() => setTask({ kind: 'settings' })}
          >
            {t('map.settings')}
          </Button>
        ) : null}
        <ImportState jobId={jobId} />
      </Group>
      {persons ? (
        <Alert variant="light" mb="sm" py={8}>
          <PersonsNotice />
        </Alert>
      ) : null}
      <div className={classes['layout']}>
        <WorldMap
          trackers={trackers}
          geofences={geofences}
          trail={trail ?? none}
          selected={selected}
          onSelect={setChosen}
          onPick={pick}
        />
        <MapSide trackers={trackers} geofences={geofences} selected={selected} onSelect={setChosen} onTask={setTask} />
      </div>
      {task?.kind === 'tracker' ? (
        <TrackerForm tracker={task.tracker} identifier={task.identifier} onClose={close} />
      ) : null}
      {task?.kind === 'fence' ? (
        <GeofenceForm latitude={task.latitude} longitude={task.longitude} onClose={close} />
      ) : null}
      {task?.kind === 'settings' ? <PositionSettings onClose={close} /> : null}
    </>
  );
}

/** Where somebody's device is is where he is: said wherever it is shown. */
function PersonsNotice() {
  const days = useQuery(rpc.tracking.positionSettings.queryOptions()).data?.retentionDays ?? 30;
  return <>{t('map.personsNotice', { count: days })}</>;
}
