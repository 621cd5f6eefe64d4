import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** How many reach their life in each of the next quarters, and what they were bought for. */
export function Forecast() {
  const { data = [] } = useQuery(rpc.retirement.forecast.queryOptions({ input: { quarters: 8 } }));
  if (data.every(({ count }) => count === 0)) return null;
  return (
    <Panel title={t('review.forecast')} flush>
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('review.reachLife')}>
        <Table aria-label={t('review.forecast')} verticalSpacing={6} style={{ whiteSpace: 'nowrap' }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {data.map(({ quarter }) => (
                <Table.Th key={quarter} ta="right">
                  {quarter}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr>
              <Table.Td>{t('review.reachLife')}</Table.Td>
              {data.map(({ quarter, count }) => (
                <Table.Td key={quarter} ta="right">
                  {formatNumber(count)}
                </Table.Td>
              ))}
            </Table.Tr>
            <Table.Tr>
              <Table.Td>{t('review.boughtFor')}</Table.Td>
              {data.map(({ quarter, cost }) => (
                <Table.Td key={quarter} ta="right">
                  {cost.length === 0 ? '–' : cost.map((each) => formatMoney(each)).join(' + ')}
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </div>
    </Panel>
  );
}
