import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AssetStatusBadge } from '#renderer/features/assets/AssetStatusBadge.tsx';
import { rpc } from '#renderer/rpc/client.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';

const shown = 25;

/** The first assets of the place and of everything in it; the list of assets has the rest. */
export function PlaceAssets({ placeId }: { placeId: number }) {
  const list = useQuery(rpc.assets.list.queryOptions({ input: { placeId, limit: shown } })).data;
  if (list === undefined) return null;
  return (
    <Panel
      title={t('places.assetsInside', { count: list.total })}
      flush
      actions={
        list.total > 0 ? (
          <Anchor size="sm" href={hrefTo('/assets', { placeId })}>
            {t('places.openInList')}
          </Anchor>
        ) : null
      }
    >
      {list.rows.length === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {t('places.noAssets')}
        </Text>
      ) : (
        <Table aria-label={t('field.assetsHere')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={130}>{t('field.tag')}</Table.Th>
              <Table.Th>{t('field.name')}</Table.Th>
              <Table.Th w={170}>{t('field.status')}</Table.Th>
              <Table.Th>{t('field.place')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <EntityLink href={hrefTo(`/assets/${row.id}`)}>{row.tag}</EntityLink>
                </Table.Td>
                <Table.Td>{row.name}</Table.Td>
                <Table.Td>
                  <AssetStatusBadge status={row.status} />
                </Table.Td>
                <Table.Td>{row.place?.name}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
