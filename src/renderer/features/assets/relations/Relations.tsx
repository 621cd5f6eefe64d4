import { ActionIcon, Button, Loader, Table } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Asset } from '#shared/features/assets/model.ts';
import type { Relation } from '#shared/features/assets/relation-contract.ts';
import { announceWithUndo } from '#renderer/rpc/announce-undo.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { Waiting } from '#renderer/ui/Waiting.tsx';
import { AddRelation } from './AddRelation.tsx';
import { Dependants } from './Dependants.tsx';
import { phraseOf } from './phrases.ts';
import classes from './relations.module.css';

/** Drawn by a library that nothing else in the window needs. */
const RelationGraph = lazy(async () => ({ default: (await import('./RelationGraph.tsx')).RelationGraph }));

/** How the asset belongs together with others, as a drawing and as a list, and what would be missed with it. */
export function Relations({ asset, editable }: { asset: Asset; editable: boolean }) {
  const query = useQuery(rpc.assets.listRelations.queryOptions({ input: { assetId: asset.id } }));
  const [adding, setAdding] = useState(false);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" />;
  const relations = query.data;
  const add = editable ? (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      {t('relations.add')}
    </Button>
  ) : null;
  return (
    <div className={classes['stack']}>
      <Panel title={t('relations.title')} actions={add}>
        {relations.length === 0 ? (
          <EmptyState title={t('relations.none')}>{t('relations.noneHint')}</EmptyState>
        ) : (
          <Suspense fallback={<Waiting />}>
            <RelationGraph asset={asset} relations={relations} />
          </Suspense>
        )}
      </Panel>
      {relations.length === 0 ? null : (
        <Panel title={t('relations.list')} flush>
          <RelationTable relations={relations} editable={editable} />
        </Panel>
      )}
      <Dependants asset={asset} />
      {adding ? <AddRelation asset={asset} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function RelationTable({ relations, editable }: { relations: readonly Relation[]; editable: boolean }) {
  return (
    <Table aria-label={t('relations.list')} verticalSpacing={5}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={190}>{t('relations.relation')}</Table.Th>
          <Table.Th>{t('field.asset')}</Table.Th>
          <Table.Th w={150}>{t('field.status')}</Table.Th>
          <Table.Th>{t('field.note')}</Table.Th>
          <Table.Th w={280}>{t('relations.since')}</Table.Th>
          <Table.Th w={50} aria-label={t('action.remove')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {relations.map((relation) => (
          <RelationLine key={relation.id} relation={relation} editable={editable} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function RelationLine({ relation, editable }: { relation: Relation; editable: boolean }) {
  const { id, type, end, other, note, addedAt, operator } = relation;
  const remove = useAction(
    () => client.assets.removeRelation({ id }),
    () => {
      announceWithUndo(t('relations.removed', { tag: other.tag }), () => client.assets.undoRelation({ id }));
    },
  );
  return (
    <Table.Tr>
      <Table.Td>{phraseOf(type, end)}</Table.Td>
      <Table.Td>
        <EntityLink href={hrefTo(`/assets/${other.id}`)}>{other.tag}</EntityLink> {other.name}
      </Table.Td>
      <Table.Td>{word('status', other.status)}</Table.Td>
      <Table.Td>{note}</Table.Td>
      <Table.Td>
        {formatInstant(addedAt)} · {operator}
      </Table.Td>
      <Table.Td>
        {editable ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            loading={remove.isPending}
            aria-label={t('relations.remove', { relation: phraseOf(type, end), tag: other.tag })}
            onClick={() => remove.mutate(undefined)}
          >
            <IconTrash size={15} />
          </ActionIcon>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}
