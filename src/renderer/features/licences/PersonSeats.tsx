import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { findText, t } from '#renderer/ui/text/t.ts';
import classes from './licences.module.css';
import { SeatsPanel } from './SeatsPanel.tsx';

/** The licences of a person, and those that policies mean for him. */
export function PersonSeats({ personId }: { personId: number }) {
  return (
    <Stack gap="md">
      <SeatsPanel personId={personId} />
      <Proposals personId={personId} />
    </Stack>
  );
}

function Proposals({ personId }: { personId: number }) {
  const may = useMay();
  const proposals = useQuery(rpc.licences.proposeSeats.queryOptions({ input: { personId } })).data ?? [];
  const give = useAction(
    (product: { id: number; name: string }) =>
      client.licences.allocate({
        productId: product.id,
        entitlementId: null,
        holder: { kind: 'person', id: personId },
        seats: 1,
        project: '',
        until: null,
        overrideReason: null,
      }),
    () => announce(t('licences.givenOne')),
  );
  if (proposals.length === 0) return null;
  return (
    <Panel title={t('licences.proposed')}>
      {proposals.map(({ product, because, free }) => (
        <div key={product.id} className={classes['notice']}>
          <EntityLink href={hrefTo(`/licences/${product.id}`)}>{product.name}</EntityLink>
          <span className={classes['quiet']}>
            {`${findText(`seatAdvice.${because.code}`, { name: because.name }) ?? ''} ${t('licences.freeCount', { count: free })}`}
          </span>
          {may('licence.assign') ? (
            <Button size="compact-xs" variant="default" disabled={free === 0} onClick={() => give.mutate(product)}>
              {t('licences.giveSeat')}
            </Button>
          ) : null}
        </div>
      ))}
    </Panel>
  );
}
