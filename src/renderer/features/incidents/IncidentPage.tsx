import { Button, Group, Loader, Text } from '@mantine/core';
import { IconLock, IconUserCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Incident } from '#shared/features/incidents/model.ts';
import { freezesCustody } from '#shared/features/incidents/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { CloseForm } from './CloseForm.tsx';
import { incidentLook, stateText, toldOf } from './incident-look.ts';
import { IncidentAssets } from './IncidentAssets.tsx';
import classes from './incidents.module.css';
import { ResponseFacts, ResponsePanel } from './ResponsePanel.tsx';
import { Timeline } from './Timeline.tsx';

/** One incident: what happened to what, what was done about it, and what is to be done next. */
export function IncidentPage({ id }: { id: number }) {
  const query = useQuery(rpc.incidents.get.queryOptions({ input: { id } }));
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const incident = query.data;
  if (incident === undefined) return <Loader size="sm" m="lg" />;
  const locks = freezesCustody(incident.kind) && incident.state !== 'closed' && incident.assets.length > 0;
  return (
    <Page
      wide
      title={t('incidents.title', { number: incident.number, kind: word('incidentKind', incident.kind) })}
      subtitle={
        <span className={classes['headline']}>
          <a href={hrefTo('/incidents')} style={{ color: 'inherit' }}>
            {t('nav.incidents')}
          </a>
          <StatusBadge {...incidentLook[incident.state]} label={stateText(incident)} />
          {incident.inHandOf === null || incident.state === 'closed'
            ? null
            : t('incidents.inHandOf', { name: incident.inHandOf })}
        </span>
      }
      actions={<Steps incident={incident} />}
    >
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          <Panel title={t('incidents.whatHappened')}>
            <p className={classes['told']}>{toldOf(incident)}</p>
            <FactList facts={factsOf(incident)} />
          </Panel>
          <Panel title={t('incidents.assets')} flush={incident.assets.length > 0}>
            {incident.assets.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('incidents.noAssets')}
              </Text>
            ) : (
              <IncidentAssets incident={incident} />
            )}
            {locks ? (
              <Text size="sm" p="sm" role="note">
                {t('incidents.locked')}
              </Text>
            ) : null}
          </Panel>
          <ResponsePanel incident={incident} />
        </div>
        <div className={classes['stack']}>
          <Timeline incident={incident} />
          <ResponseFacts incident={incident} />
        </div>
      </div>
    </Page>
  );
}

function factsOf({ person, place, happenedOn, source, stocktake, openedBy, openedAt, closedBy, closedAt }: Incident) {
  return [
    {
      label: t('incidents.person'),
      value: person === null ? null : <EntityLink href={hrefTo(`/people/${person.id}`)}>{person.name}</EntityLink>,
    },
    {
      label: t('incidents.place'),
      value: place === null ? null : <EntityLink href={hrefTo('/places', { id: place.id })}>{place.name}</EntityLink>,
    },
    { label: t('incidents.happenedOn'), value: formatDay(happenedOn) },
    {
      label: t('incidents.declaredAt'),
      value:
        stocktake === null ? (
          word('incidentSource', source)
        ) : (
          <EntityLink href={hrefTo(`/stocktakes/${stocktake.id}`)}>{stocktake.name}</EntityLink>
        ),
    },
    { label: t('incidents.openedBy'), value: `${openedBy} · ${formatInstant(openedAt)}` },
    ...(closedBy === null
      ? []
      : [{ label: t('incidents.closedBy'), value: `${closedBy} · ${formatInstant(closedAt)}` }]),
  ];
}

/** What leads from one state to the next. */
function Steps({ incident: { id, version, state, kind, assets } }: { incident: Incident }) {
  const may = useMay();
  const [closing, setClosing] = useState(false);
  const take = useAction(() => client.incidents.takeInHand({ id, version }));
  if (!may('incident.manage') || state === 'closed') return null;
  return (
    <Group gap="xs">
      {state === 'open' ? (
        <Button
          leftSection={<IconUserCheck size={16} />}
          loading={take.isPending}
          onClick={() => take.mutate(undefined)}
        >
          {t('incidents.takeInHand')}
        </Button>
      ) : (
        <Button leftSection={<IconLock size={16} />} onClick={() => setClosing(true)}>
          {t('incidents.close')}
        </Button>
      )}
      {closing ? <CloseForm incident={{ id, version, kind, assets }} onClose={() => setClosing(false)} /> : null}
    </Group>
  );
}
