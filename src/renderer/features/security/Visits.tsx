import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Visit } from '#shared/features/security/keeping.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

const few = 10;
const many = 200;

/** Who came to the door, and whether he was let in; whoever is inside stands out. */
export function Visits({ placeId }: { placeId: number }) {
  const [limit, setLimit] = useState(few);
  const { data } = useQuery(
    rpc.security.listVisits.queryOptions({ input: { placeId, limit }, placeholderData: keepPreviousData }),
  );
  if (data === undefined) return null;
  const { rows, inside } = data;
  return (
    <div>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {t('security.visits')}
        </Text>
        {inside === 0 ? null : (
          <Badge variant="light" tt="none">
            {t('desk.insideNow', { count: inside })}
          </Badge>
        )}
      </Group>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('security.noVisits')}
        </Text>
      ) : (
        <Table aria-label={t('security.visits')} verticalSpacing={4}>
          <Table.Tbody>
            {rows.map((visit) => (
              <VisitRow key={visit.id} visit={visit} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {rows.length === limit && limit === few ? (
        <Button size="compact-sm" variant="subtle" mt={4} onClick={() => setLimit(many)}>
          {t('security.moreVisits')}
        </Button>
      ) : null}
    </div>
  );
}

function VisitRow({ visit: { person, badge, cameAt, admitted, by, leftAt, recordedBy } }: { visit: Visit }) {
  const isInside = admitted && leftAt === null;
  return (
    <Table.Tr>
      <Table.Td fw={isInside ? 600 : 400}>
        {person === null ? (
          t('security.badgeOfNobody', { badge: badge ?? '' })
        ) : (
          <EntityLink href={hrefTo(`/people/${person.id}`)}>{person.name}</EntityLink>
        )}
      </Table.Td>
      <Table.Td>{formatInstant(cameAt)}</Table.Td>
      <Table.Td>
        {admitted ? (
          t(leftAt === null ? 'security.isInside' : 'security.leftAt', { at: formatInstant(leftAt ?? cameAt) })
        ) : (
          <Text size="sm" c="var(--mantine-color-error)">
            {t('security.wasTurnedAway')}
          </Text>
        )}
        {by === null ? null : (
          <Text size="xs" c="dimmed">
            {t('security.admittedAs', { kind: word('entrantKind', by) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td c="dimmed">{recordedBy}</Table.Td>
    </Table.Tr>
  );
}
