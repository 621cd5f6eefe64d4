import { ActionIcon, Table, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Lot } from '#shared/features/retirement/lot.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatMoney } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { kilograms } from './weight-text.ts';

/** What is in a lot, and once it has left, what was certified and what it came to. */
export function LotAssets({ lot }: { lot: Lot }) {
  const may = useMay();
  const remove = useAction((assetId: number) => client.retirement.removeFromLot({ id: lot.id, assetId }));
  const settled = lot.state === 'settled';
  const money = (minor: number) => formatMoney({ minor, currency: lot.currency });
  return (
    <Panel title={t('lots.assets', { count: lot.assets.length })} flush={lot.assets.length > 0}>
      {lot.assets.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('lots.empty')}
        </Text>
      ) : (
        <Table aria-label={t('lots.assets', { count: lot.assets.length })} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field.asset')}</Table.Th>
              <Table.Th>{t('field.serial')}</Table.Th>
              <Table.Th ta="right">{t('lots.weight')}</Table.Th>
              {lot.state === 'open' ? <Table.Td w={40} /> : <Table.Th>{t('lots.certified')}</Table.Th>}
              {settled ? (
                <>
                  <Table.Th ta="right">{t('lots.proceeds')}</Table.Th>
                  <Table.Th ta="right">{t('lots.cost')}</Table.Th>
                </>
              ) : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lot.assets.map(({ asset, weightGrams, certified, proceedsMinor, costMinor }) => (
              <Table.Tr key={asset.id}>
                <Table.Td>
                  <EntityLink href={hrefTo(`/assets/${asset.id}`)}>{asset.tag}</EntityLink>
                  <Text size="xs" c="dimmed">
                    {asset.name}
                  </Text>
                </Table.Td>
                <Table.Td>{asset.serial ?? '–'}</Table.Td>
                <Table.Td ta="right">{weightGrams === null ? '–' : kilograms(weightGrams)}</Table.Td>
                {lot.state === 'open' ? (
                  <Table.Td>
                    {may('lot.ship') ? (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size="sm"
                        aria-label={t('retirement.leaveOut', { tag: asset.tag })}
                        onClick={() => remove.mutate(asset.id)}
                      >
                        <IconX size={14} />
                      </ActionIcon>
                    ) : null}
                  </Table.Td>
                ) : (
                  <Table.Td>{certified.length === 0 ? t('lots.notYet') : certified.join(', ')}</Table.Td>
                )}
                {settled ? (
                  <>
                    <Table.Td ta="right">{money(proceedsMinor)}</Table.Td>
                    <Table.Td ta="right">{money(costMinor)}</Table.Td>
                  </>
                ) : null}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
