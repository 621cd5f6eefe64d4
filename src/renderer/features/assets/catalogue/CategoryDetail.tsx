import { Button, Group, Stack } from '@mantine/core';
import { IconArchive, IconArrowMerge, IconPencil, IconPlus, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { pathOfCategory } from '#shared/features/assets/category-tree.ts';
import { fieldsOfCategory } from '#shared/features/assets/fields.ts';
import type { Field } from '#shared/features/assets/fields.ts';
import type { Category } from '#shared/features/assets/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { announceWithUndo } from '#renderer/rpc/announce-undo.tsx';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { useFields } from '../fields/use-fields.ts';
import { CategoryForm } from './CategoryForm.tsx';
import { CategoryTagScheme } from './CategoryTagScheme.tsx';
import { FieldsPanel } from './FieldsPanel.tsx';
import { MergeCategory } from './MergeCategory.tsx';
import { UndoMerge } from './UndoMerge.tsx';

interface CategoryDetailProps {
  category: Category;
  categories: readonly Category[];
  choose: (key: string) => void;
}

export function CategoryDetail({ category, categories, choose }: CategoryDetailProps) {
  const may = useMay();
  const [dialog, setDialog] = useState<'edit' | 'add' | 'merge' | null>(null);
  const { id, name, archived } = category;
  const close = () => setDialog(null);
  const fields = useFields();
  const form = { family: category.family, categories, onClose: close };
  const mergedInto = categories.find((each) => each.id === category.mergedIntoId);
  return (
    <Stack gap="md">
      <Panel title={name} actions={may('catalogue.edit') ? <Actions category={category} open={setDialog} /> : null}>
        <FactList
          facts={[
            ...(archived
              ? [
                  {
                    label: t('field.status'),
                    value:
                      mergedInto === undefined
                        ? t('categories.archived')
                        : t('categories.mergedInto', { name: mergedInto.name }),
                  },
                ]
              : []),
            { label: t('field.family'), value: word('family', category.family) },
            {
              label: t('field.path'),
              value: pathOfCategory(categories, id)
                .map((each) => each.name)
                .join(' › '),
            },
            { label: t('field.code'), value: category.code },
            {
              label: t('nav.assets'),
              value: (
                <EntityLink href={hrefTo('/assets', { categoryIds: [id] })}>
                  {formatNumber(category.assetCount)}
                </EntityLink>
              ),
            },
          ]}
        />
      </Panel>
      {archived ? null : (
        <FieldsPanel owner={{ family: null, categoryId: id }} inherited={inheritedBy(category, categories, fields)} />
      )}
      {archived ? null : <CategoryTagScheme category={category} />}
      {dialog === 'edit' ? (
        <CategoryForm {...form} category={category} parent={null} onSaved={() => undefined} />
      ) : null}
      {dialog === 'add' ? (
        <CategoryForm {...form} category={null} parent={category} onSaved={(added) => choose(String(added))} />
      ) : null}
      {dialog === 'merge' ? (
        <MergeCategory
          category={category}
          categories={categories}
          onClose={close}
          onMerged={(into) => choose(String(into))}
        />
      ) : null}
    </Stack>
  );
}

/** Fields that hold for the category and hang on its family or on a category above it, each with the name of that. */
function inheritedBy(category: Category, categories: readonly Category[], fields: readonly Field[]) {
  return fieldsOfCategory(fields, categories, category.id)
    .filter((field) => field.categoryId !== category.id)
    .map((field) => ({
      field,
      from: categories.find(({ id }) => id === field.categoryId)?.name ?? word('family', category.family),
    }));
}

interface ActionsProps {
  category: Category;
  open: (dialog: 'edit' | 'add' | 'merge') => void;
}

function Actions({ category: { id, name, archived, mergedIntoId }, open }: ActionsProps) {
  const restore = useAction(() => client.assets.restoreCategory({ id }));
  const archive = useAction(
    () => client.assets.archiveCategory({ id }),
    () => announceWithUndo(t('categories.archivedNow', { name }), () => client.assets.restoreCategory({ id })),
  );
  const look = { size: 'compact-sm', variant: 'default' } as const;
  if (archived)
    return (
      <Group gap={6}>
        {mergedIntoId === null ? null : <UndoMerge id={id} name={name} />}
        <Button
          {...look}
          leftSection={<IconRestore size={14} />}
          loading={restore.isPending}
          onClick={() => restore.mutate(undefined)}
        >
          {t('action.restore')}
        </Button>
      </Group>
    );
  return (
    <Group gap={6}>
      <Button {...look} leftSection={<IconPlus size={14} />} onClick={() => open('add')}>
        {t('categories.addInside')}
      </Button>
      <Button {...look} leftSection={<IconArrowMerge size={14} />} onClick={() => open('merge')}>
        {t('categories.merge')}
      </Button>
      <Button
        {...look}
        leftSection={<IconArchive size={14} />}
        loading={archive.isPending}
        onClick={() => archive.mutate(undefined)}
      >
        {t('action.archive')}
      </Button>
      <Button {...look} leftSection={<IconPencil size={14} />} onClick={() => open('edit')}>
        {t('action.edit')}
      </Button>
    </Group>
  );
}
