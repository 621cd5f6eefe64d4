import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Geofence, Tracker } from '#shared/features/tracking/position-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './map.module.css';
import type { MapTask } from './MapTab.tsx';

interface MapSideProps {
  trackers: readonly Tracker[];
  geofences: readonly Geofence[];
  selected: number | null;
  onSelect: (id: number) => void;
  onTask: (task: MapTask) => void;
}

export function MapSide(props: MapSideProps) {
  return (
    // What scrolls must be reachable by keyboard.
    <div className={classes['side']} tabIndex={0} role="region" aria-label={t('map.side')}>
      <Trackers {...props} />
      <Fences geofences={props.geofences} />
      <Crossings />
    </div>
  );
}

function Trackers({ trackers, selected, onSelect, onTask }: MapSideProps) {
  const mayEdit = useMay()('device.configure');
  const heard = useQuery(rpc.tracking.heard.queryOptions()).data ?? [];
  const strangers = heard.filter(({ identifier }) => trackers.every((tracker) => tracker.identifier !== identifier));
  const add = mayEdit ? (
    <Button
      size="compact-sm"
      leftSection={<IconPlus size={14} />}
      onClick={() => onTask({ kind: 'tracker', tracker: null, identifier: '' })}
    >
      {t('map.addTracker')}
    </Button>
  ) : null;
  return (
    <Panel title={t('map.trackers')} actions={add} flush>
      {trackers.length === 0 && strangers.length === 0 ? (
        <EmptyState title={t('map.noTracker')}>{t('map.noTrackerHint')}</EmptyState>
      ) : null}
      {trackers.map((tracker) => (
        <Group key={tracker.id} gap={0} wrap="nowrap">
          <button
            type="button"
            className={classes['row']}
            aria-pressed={tracker.id === selected}
            onClick={() => onSelect(tracker.id)}
          >
            <Text size="sm" fw={600}>
              {tracker.name}
            </Text>
            <Text size="xs" c="dimmed">
              {[tracker.asset?.name, tracker.custodian, ...tracker.inside].filter(Boolean).join(' · ')}
            </Text>
            <Text size="xs" c="dimmed">
              {tracker.last === null ? t('map.neverHeard') : t('map.lastHeard', { at: formatInstant(tracker.last.at) })}
            </Text>
          </button>
          {mayEdit ? (
            <ActionIcon
              variant="subtle"
              mr={8}
              aria-label={t('map.editTracker', { name: tracker.name })}
              onClick={() => onTask({ kind: 'tracker', tracker, identifier: tracker.identifier })}
            >
              <IconPencil size={14} />
            </ActionIcon>
          ) : null}
        </Group>
      ))}
      {mayEdit
        ? strangers.map(({ identifier }) => (
            <Group key={identifier} justify="space-between" px={12} py={6} wrap="nowrap">
              <Text size="xs" c="dimmed">
                {t('map.stranger', { identifier })}
              </Text>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => onTask({ kind: 'tracker', tracker: null, identifier })}
              >
                {t('map.setUp')}
              </Button>
            </Group>
          ))
        : null}
    </Panel>
  );
}

function Fences({ geofences }: { geofences: readonly Geofence[] }) {
  const mayEdit = useMay()('asset.edit');
  const [removing, setRemoving] = useState<Geofence | null>(null);
  const archive = useAction(
    (id: number) => client.tracking.archiveGeofence({ id }),
    () => setRemoving(null),
  );
  return (
    <Panel title={t('map.fences')} flush={geofences.length > 0}>
      {geofences.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('map.noFence')}
        </Text>
      ) : null}
      {geofences.map((fence) => (
        <Group key={fence.id} justify="space-between" px={12} py={6} wrap="nowrap">
          <Text size="sm">{fence.name}</Text>
          <Group gap={6} wrap="nowrap">
            <Text size="xs" c="dimmed" className="numbers">
              {t('map.metres', { radius: formatNumber(fence.radius) })}
            </Text>
            {mayEdit ? (
              <ActionIcon
                variant="subtle"
                aria-label={t('map.removeFence', { name: fence.name })}
                onClick={() => setRemoving(fence)}
              >
                <IconTrash size={14} />
              </ActionIcon>
            ) : null}
          </Group>
        </Group>
      ))}
      {removing === null ? null : (
        <ConfirmDialog
          title={t('map.removeFence', { name: removing.name })}
          confirmLabel={t('action.remove')}
          busy={archive.isPending}
          onConfirm={() => archive.mutate(removing.id)}
          onClose={() => setRemoving(null)}
        >
          {t('map.removeFenceHint')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function Crossings() {
  const crossings = useQuery(rpc.tracking.crossings.queryOptions()).data ?? [];
  if (crossings.length === 0) return null;
  return (
    <Panel title={t('map.crossings')}>
      {crossings.slice(0, 20).map(({ id, geofence, tracker, direction, at }) => (
        <Text key={id} size="sm">
          {t('map.crossing', { tracker, geofence, did: word('crossing', direction) })}{' '}
          <Text span size="xs" c="dimmed">
            {formatInstant(at)}
          </Text>
        </Text>
      ))}
    </Panel>
  );
}
