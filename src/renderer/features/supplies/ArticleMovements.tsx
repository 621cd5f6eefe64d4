import { Button, Loader, Table } from '@mantine/core';
import type { Article, SupplyMovement } from '#shared/features/supplies/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { usePagedRows } from '#renderer/ui/table/use-paged-rows.ts';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { hrefOfRecipient } from './recipient-href.ts';
import classes from './supplies.module.css';

/** Everything that happened to the stock, newest first; the last thing that still stands can be taken back. */
export function ArticleMovements({ article }: { article: Article }) {
  const may = useMay();
  const input = { articleId: article.id };
  const list = usePagedRows(rpc.supplies.movements.key({ type: 'infinite', input }), (cursor, signal) =>
    client.supplies.movements({ ...input, cursor }, { signal }),
  );
  const undo = useAction(
    (movementId: number) => client.supplies.undo({ movementId }),
    () => announce(t('supplies.undone')),
  );
  const last = list.rows.find(({ kind, undone }) => kind !== 'reversed' && !undone);
  const corrects = last?.kind === 'adjusted' || last?.kind === 'counted';
  const mayUndo = !article.archived && may(corrects ? 'supply.adjust' : 'supply.move');
  if (list.error !== null) return <FailureAlert sentence={sentenceOfError(list.error)} retry={list.retry} />;
  if (!list.settled) return <Loader size="sm" />;
  return (
    <Panel title={t('supplies.movements')} flush={list.rows.length > 0}>
      {list.rows.length === 0 ? (
        <EmptyState title={t('supplies.noMovements')}>{t('supplies.nowhereHint')}</EmptyState>
      ) : (
        <Table aria-label={t('supplies.movements')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={170}>{t('field.at')}</Table.Th>
              <Table.Th w={130}>{t('field.kind')}</Table.Th>
              <Table.Th w={100} ta="right">
                {t('field.quantity')}
              </Table.Th>
              <Table.Th>{t('supplies.fromTo')}</Table.Th>
              <Table.Th>{t('field.reason')}</Table.Th>
              <Table.Th w={150}>{t('field.operator')}</Table.Th>
              <Table.Th w={110}>
                <span className="visually-hidden">{t('table.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.rows.map((movement) => (
              <Table.Tr key={movement.id} {...(movement.undone ? { className: classes['undone'] ?? '' } : {})}>
                <Table.Td>{formatInstant(movement.at)}</Table.Td>
                <Table.Td>{word('supplyMovement', movement.kind)}</Table.Td>
                <Table.Td className={classes['numbers'] ?? ''}>
                  <SignedQuantity movement={movement} />
                </Table.Td>
                <Table.Td>
                  <FromTo movement={movement} />
                </Table.Td>
                <Table.Td>{movement.reason}</Table.Td>
                <Table.Td>{movement.operator}</Table.Td>
                <Table.Td ta="right">
                  {movement.id === last?.id && mayUndo ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={undo.isPending}
                      onClick={() => undo.mutate(movement.id)}
                    >
                      {t('action.undo')}
                    </Button>
                  ) : movement.undone ? (
                    t('supplies.takenBack')
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {list.hasMore ? (
        <Button variant="subtle" fullWidth loading={list.loading} onClick={list.loadMore}>
          {t('supplies.more', { count: list.total - list.rows.length })}
        </Button>
      ) : null}
    </Panel>
  );
}

/** More, less, or only elsewhere: the sign says what the movement did to the stock. */
function SignedQuantity({ movement: { from, to, quantity, undone } }: { movement: SupplyMovement }) {
  const [sign, tone] = from === null ? ['+', 'plus'] : to === null ? ['−', 'minus'] : ['', 'still'];
  return <span className={undone ? undefined : classes[tone]}>{`${sign}${formatNumber(quantity)}`}</span>;
}

function FromTo({ movement: { from, to, recipient } }: { movement: SupplyMovement }) {
  const href = recipient === null ? null : hrefOfRecipient(recipient);
  const person =
    recipient === null ? null : href === null ? recipient.name : <EntityLink href={href}>{recipient.name}</EntityLink>;
  const outside = person ?? '–';
  return (
    <>
      {from === null ? outside : from.name} → {to === null ? outside : to.name}
    </>
  );
}
