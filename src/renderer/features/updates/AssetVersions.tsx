import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { complianceLook } from './compliance-look.ts';
import { reasonOf } from './InstalledPanel.tsx';

/** Watched versions on one asset, held against what should be there; nothing when none is watched. */
export function AssetVersions({ assetId }: { assetId: number }) {
  const { data } = useQuery(rpc.updates.listInstalled.queryOptions({ input: { assetId, limit: 200 } }));
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <Panel title={t('updates.versions')} flush>
      <Table aria-label={t('updates.versions')} verticalSpacing={5}>
        <Table.Tbody>
          {data.rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td w={200}>
                <StatusBadge {...complianceLook(row.compliance)} />
              </Table.Td>
              <Table.Td fw={600}>{row.product.name}</Table.Td>
              <Table.Td>
                {row.target === null
                  ? (row.installed ?? '–')
                  : t('updates.installedOf', { installed: row.installed ?? '–', target: row.target })}
              </Table.Td>
              <Table.Td>{reasonOf(row)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
