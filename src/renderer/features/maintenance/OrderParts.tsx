import { Button, Group, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Order } from '#shared/features/maintenance/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { AskingSelect, useAsked } from '#renderer/ui/AskingSelect.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';

/** What was built in, taken from the stock and put back to it. */
export function OrderParts({ order, editable }: { order: Order; editable: boolean }) {
  const putBack = useAction((partId: number) => client.maintenance.returnPart({ partId }));
  return (
    <Panel title={t('maintenance.parts')} flush={order.parts.length > 0}>
      {order.parts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('maintenance.noParts')}
        </Text>
      ) : (
        <Table aria-label={t('maintenance.parts')} verticalSpacing={6}>
          <Table.Tbody>
            {order.parts.map(({ id, article, quantity, unit, takenBy, takenAt }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <EntityLink href={hrefTo(`/supplies/${article.id}`)}>{article.name}</EntityLink>
                </Table.Td>
                <Table.Td className="numbers">
                  {formatNumber(quantity)} {unit}
                </Table.Td>
                <Table.Td>
                  {takenBy} · {formatInstant(takenAt)}
                </Table.Td>
                <Table.Td w={120}>
                  {editable ? (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={t('maintenance.putBackPart', { name: article.name })}
                      onClick={() => putBack.mutate(id)}
                    >
                      {t('maintenance.putBack')}
                    </Button>
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {editable ? <TakePart orderId={order.id} padded={order.parts.length > 0} /> : null}
    </Panel>
  );
}

function TakePart({ orderId, padded }: { orderId: number; padded: boolean }) {
  const { asked, ask } = useAsked();
  const [articleId, setArticleId] = useState<string | null>(null);
  const [quantity, setQuantity] = useState(1);
  const found = useQuery(
    rpc.supplies.list.queryOptions({
      input: { limit: 30, ...(asked === '' ? {} : { search: asked }) },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const take = useAction(
    () => client.maintenance.takePart({ orderId, articleId: Number(articleId), placeId: null, quantity }),
    () => {
      setArticleId(null);
      setQuantity(1);
    },
  );
  return (
    <Group align="end" gap="xs" {...(padded ? { p: 'sm' } : { mt: 'sm' })}>
      <AskingSelect
        label={t('maintenance.part')}
        flex={1}
        data={(found?.rows ?? []).map(({ id, name, stock, unit }) => ({
          value: String(id),
          label: `${name} · ${formatNumber(stock)} ${unit}`,
        }))}
        value={articleId}
        onChange={setArticleId}
        ask={ask}
      />
      <WholeNumberField
        label={t('maintenance.quantity')}
        w={90}
        min={1}
        value={quantity}
        onChange={(value) => setQuantity(Math.max(1, Number(value) || 1))}
      />
      <Button
        variant="default"
        disabled={articleId === null}
        loading={take.isPending}
        onClick={() => take.mutate(undefined)}
      >
        {t('maintenance.take')}
      </Button>
    </Group>
  );
}
