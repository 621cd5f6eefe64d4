import { Button, Loader, Table } from '@mantine/core';
import { IconArchive, IconPencil } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Article } from '#shared/features/supplies/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ArticleForm } from './ArticleForm.tsx';
import { ArticleMovements } from './ArticleMovements.tsx';
import { hrefOfRecipient } from './recipient-href.ts';
import { MoveStock, stockActs } from './MoveStock.tsx';
import type { StockAct } from './MoveStock.tsx';
import { StockLevel } from './StockLevel.tsx';
import classes from './supplies.module.css';

/**
 * An article: how many lie where, who has some of it, and everything that happened to it.
 *
 * @param actions what other parts of the window do with it
 */
export function ArticlePage({ id, actions }: { id: number; actions: ReactNode }) {
  const query = useQuery(rpc.supplies.get.queryOptions({ input: { id } }));
  const [dialog, setDialog] = useState<StockAct | 'edit' | 'archive' | null>(null);
  const close = () => setDialog(null);
  const archive = useMutation({
    mutationFn: () => client.supplies.archive({ id }),
    onSuccess: () => {
      announce(t('supplies.archivedNow'));
      close();
    },
  });
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const article = query.data;
  if (article === undefined) return <Loader size="sm" m="lg" />;
  return (
    <Page
      title={article.name}
      subtitle={
        <>
          <a href={hrefTo('/supplies')} style={{ color: 'inherit' }}>
            {t('nav.supplies')}
          </a>{' '}
          <StockLevel {...article} />
        </>
      }
      actions={
        article.archived ? null : (
          <>
            <Actions article={article} open={setDialog} />
            {actions}
          </>
        )
      }
      wide
    >
      <div className={classes['grid']}>
        <Stock article={article} />
        <Facts article={article} />
        {article.out.length === 0 ? null : <Out article={article} />}
        <div className={classes['wide']}>
          <ArticleMovements article={article} />
        </div>
      </div>
      {dialog === 'edit' ? (
        <ArticleForm article={article} onClose={close} onSaved={() => void query.refetch()} />
      ) : null}
      {dialog === 'archive' ? (
        <ConfirmDialog
          title={t('supplies.archiveTitle', { name: article.name })}
          confirmLabel={t('action.archive')}
          busy={archive.isPending}
          failure={archive.error === null ? null : sentenceOfError(archive.error)}
          onConfirm={() => archive.mutate()}
          onClose={close}
        >
          {t('supplies.archiveHint')}
        </ConfirmDialog>
      ) : null}
      {dialog === null || dialog === 'edit' || dialog === 'archive' ? null : (
        <MoveStock key={dialog} article={article} act={dialog} onClose={close} />
      )}
    </Page>
  );
}

function Actions({ article, open }: { article: Article; open: (dialog: StockAct | 'edit' | 'archive') => void }) {
  const may = useMay();
  const empty = article.stock === 0;
  return (
    <>
      {stockActs
        .filter((act) => may(act === 'adjust' ? 'supply.adjust' : 'supply.move'))
        .map((act) => (
          <Button
            key={act}
            variant={act === 'issue' ? 'filled' : 'default'}
            disabled={empty && (act === 'issue' || act === 'move')}
            onClick={() => open(act)}
          >
            {word('supplyAct', act)}
          </Button>
        ))}
      {may('supply.edit') ? (
        <>
          <Button variant="default" leftSection={<IconArchive size={16} />} onClick={() => open('archive')}>
            {t('action.archive')}
          </Button>
          <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => open('edit')}>
            {t('action.edit')}
          </Button>
        </>
      ) : null}
    </>
  );
}

function Stock({ article }: { article: Article }) {
  return (
    <Panel title={t('supplies.where')}>
      <div className={classes['total']}>
        <strong>{formatNumber(article.stock)}</strong>
        {t('supplies.inStock', { unit: article.unit })}
      </div>
      {article.bins.length === 0 ? (
        <EmptyState title={t('supplies.nowhere')}>{t('supplies.nowhereHint')}</EmptyState>
      ) : (
        <Table aria-label={t('supplies.where')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field.place')}</Table.Th>
              <Table.Th ta="right" w={110}>
                {t('field.quantity')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {article.bins.map(({ place, quantity }) => (
              <Table.Tr key={place.id}>
                <Table.Td>
                  <EntityLink href={hrefTo('/places', { id: place.id })}>{place.path}</EntityLink>
                </Table.Td>
                <Table.Td ta="right">{formatNumber(quantity)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

function Facts({ article }: { article: Article }) {
  const { reorderLevel, reorderQuantity } = article;
  return (
    <Panel title={t('supplies.facts')}>
      <FactList
        facts={[
          { label: t('supplies.barcode'), value: article.code },
          { label: t('field.kind'), value: word('supplyKind', article.kind) },
          { label: t('field.unit'), value: article.unit },
          {
            label: t('field.reorderLevel'),
            value: reorderLevel === null ? t('supplies.notReordered') : formatNumber(reorderLevel),
          },
          { label: t('field.reorderQuantity'), value: formatNumber(reorderQuantity) },
          { label: t('field.supplier'), value: article.supplier?.name },
          { label: t('field.supplierArticle'), value: article.supplierArticle },
          { label: t('field.notes'), value: article.notes },
        ]}
      />
    </Panel>
  );
}

function Out({ article }: { article: Article }) {
  return (
    <div className={classes['wide']}>
      <Panel title={t(article.kind === 'accessory' ? 'supplies.out' : 'supplies.usedBy')} flush>
        <Table aria-label={t('supplies.out')} className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('field.name')}</Table.Th>
              <Table.Th w={180}>{t('field.kind')}</Table.Th>
              <Table.Th ta="right" w={110}>
                {t('field.quantity')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {article.out.map((holder) => {
              const href = hrefOfRecipient(holder);
              return (
                <Table.Tr key={`${holder.kind} ${holder.id ?? holder.name}`}>
                  <Table.Td>
                    {href === null ? holder.name : <EntityLink href={href}>{holder.name}</EntityLink>}
                  </Table.Td>
                  <Table.Td>{word('recipient', holder.kind)}</Table.Td>
                  <Table.Td ta="right">{formatNumber(holder.quantity)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Panel>
    </div>
  );
}
