import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { freezesCustody } from '#shared/features/incidents/model.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './incidents.module.css';

/** That something about an asset is not settled yet, with the way there; nothing when all is well. */
export function IncidentNotice({ assetId }: { assetId: number }) {
  const { data } = useQuery(
    rpc.incidents.list.queryOptions({ input: { assetId, states: ['open', 'in_hand'], limit: 20 } }),
  );
  return data?.rows.map(({ id, number, kind, state }) => (
    <Alert
      key={id}
      color={freezesCustody(kind) ? 'red' : 'orange'}
      variant="light"
      py={8}
      className={classes['notice'] ?? ''}
      icon={<IconAlertTriangle size={18} />}
    >
      <EntityLink href={hrefTo(`/incidents/${id}`)}>
        {t('incidents.title', { number, kind: word('incidentKind', kind) })}
      </EntityLink>{' '}
      · {word('incidentState', state)}
      {freezesCustody(kind) ? ` · ${t('incidents.lockedShort')}` : null}
    </Alert>
  ));
}
