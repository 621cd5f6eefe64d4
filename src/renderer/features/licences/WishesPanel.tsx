import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './licences.module.css';

/** Who waits for a free seat, the longest first. */
export function WishesPanel({ productId }: { productId: number }) {
  const mayAssign = useMay()('licence.assign');
  const wishes = useQuery(rpc.licences.listWishes.queryOptions({ input: { productId } })).data ?? [];
  const answer = useAction(
    (input: { id: number; give: boolean; name: string }) =>
      client.licences.answerWish({ id: input.id, give: input.give }),
    () => announce(t('licences.wishAnswered')),
  );
  if (wishes.length === 0) return null;
  return (
    <Panel title={t('licences.waitingList')}>
      {wishes.map(({ id, person, reason, wishedAt }) => (
        <div key={id} className={classes['notice']}>
          <EntityLink href={hrefTo(`/people/${person.id}`)}>{person.name}</EntityLink>
          <span className={classes['quiet']}>
            {[formatDay(wishedAt.slice(0, 10)), reason].filter(Boolean).join(' · ')}
          </span>
          {mayAssign ? (
            <Group gap={6}>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('licences.giveTo', { name: person.name })}
                onClick={() => answer.mutate({ id, give: true, name: person.name })}
              >
                {t('licences.giveSeat')}
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                aria-label={t('licences.strike', { name: person.name })}
                onClick={() => answer.mutate({ id, give: false, name: person.name })}
              >
                {t('action.remove')}
              </Button>
            </Group>
          ) : null}
        </div>
      ))}
    </Panel>
  );
}
