import { Loader, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './relations.module.css';

/** What would be missed together with the asset, however many steps away. */
export function Dependants({ asset }: { asset: { id: number } }) {
  const query = useQuery(rpc.assets.listDependants.queryOptions({ input: { assetId: asset.id } }));
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const { dependants, complete } = query.data;
  return (
    <Panel title={t('relations.dependants')} flush={dependants.length > 0}>
      {dependants.length === 0 ? (
        <EmptyState title={t('relations.noDependants')} />
      ) : (
        <Table aria-label={t('relations.dependants')} verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={80} ta="right">
                {t('relations.depth')}
              </Table.Th>
              <Table.Th>{t('field.asset')}</Table.Th>
              <Table.Th w={150}>{t('field.status')}</Table.Th>
              <Table.Th>{t('relations.path')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {dependants.map(({ asset: { id, tag, name, status }, depth, path }) => (
              <Table.Tr key={id}>
                <Table.Td ta="right" className="numbers">
                  {formatNumber(depth)}
                </Table.Td>
                <Table.Td>
                  <EntityLink href={hrefTo(`/assets/${id}`)}>{tag}</EntityLink> {name}
                </Table.Td>
                <Table.Td>{word('status', status)}</Table.Td>
                <Table.Td className={classes['way'] ?? ''}>{path.join(' → ')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {complete ? null : (
        <Text size="xs" c="dimmed" p="xs">
          {t('relations.incomplete')}
        </Text>
      )}
    </Panel>
  );
}
