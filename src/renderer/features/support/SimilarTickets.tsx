import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './support.module.css';

/** Earlier tickets that tell of something like it, with what helped then. */
export function SimilarTickets({ text, exceptId }: { text: string; exceptId: number | null }) {
  const found =
    useQuery({
      ...rpc.support.similar.queryOptions({ input: { text: text.slice(0, 400), exceptId } }),
      enabled: text !== '',
      placeholderData: keepPreviousData,
    }).data ?? [];
  if (text === '' || found.length === 0) return null;
  return (
    <ul className={classes['similar']} aria-label={t('support.similar')}>
      {found.slice(0, 5).map(({ id, number, title, state, resolution }) => (
        <li key={id}>
          <EntityLink href={hrefTo(`/support/tickets/${id}`)}>{t('support.numbered', { number, title })}</EntityLink>
          <Text size="xs" c="dimmed" component="div">
            {resolution ?? word('ticketState', state)}
          </Text>
        </li>
      ))}
    </ul>
  );
}
