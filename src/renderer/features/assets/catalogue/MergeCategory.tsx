import { Checkbox, List, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { inTreeOrder, mayMerge } from '#shared/features/assets/category-tree.ts';
import type { Category } from '#shared/features/assets/model.ts';
import { announceWithUndo } from '#renderer/rpc/announce-undo.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface MergeCategoryProps {
  category: Category;
  categories: readonly Category[];
  onClose: () => void;
  onMerged: (intoId: number) => void;
}

/** Puts everything of a category into another one, after showing what that is. */
export function MergeCategory({ category, categories, onClose, onMerged }: MergeCategoryProps) {
  const [into, setInto] = useState<string | null>(null);
  /** The target for which it was said that what moves has been read. */
  const [agreed, agree] = useState<string | null>(null);
  const target = categories.find((each) => String(each.id) === into);
  const { id, name } = category;
  const targets = inTreeOrder(categories.filter(({ family }) => family === category.family)).filter(
    ({ node }) => mayMerge(categories, id, node.id).allowed,
  );
  const merge = useMutation({
    mutationFn: (intoId: number) => client.assets.mergeCategories({ id, intoId }),
    onSuccess: ({ assets }, intoId) => {
      announceWithUndo(t('categories.merged', { name, count: assets }), () => client.assets.undoMerge({ id }));
      onClose();
      onMerged(intoId);
    },
  });
  return (
    <FormModal
      title={t('categories.mergeTitle', { name })}
      submitLabel={t('categories.merge')}
      submitDisabled={into === null || agreed !== into}
      busy={merge.isPending}
      failure={merge.error === null ? null : sentenceOfError(merge.error)}
      size={560}
      onSubmit={() => merge.mutate(Number(into))}
      onClose={onClose}
    >
      <SearchableSelect
        label={t('categories.mergeInto')}
        description={t('categories.mergeHint')}
        data-autofocus
        data={targets.map(({ node, depth }) => ({
          value: String(node.id),
          label: `${'– '.repeat(depth)}${node.name}`,
        }))}
        value={into}
        onChange={setInto}
      />
      {into === null ? null : (
        <>
          <Preview id={id} intoId={Number(into)} />
          <Text size="sm">{t('categories.mergeCanBeUndone')}</Text>
          <Checkbox
            label={t('categories.mergeAgreed', { name, into: target?.name })}
            checked={agreed === into}
            onChange={({ currentTarget }) => agree(currentTarget.checked ? into : null)}
          />
        </>
      )}
    </FormModal>
  );
}

function Preview({ id, intoId }: { id: number; intoId: number }) {
  const preview = useQuery(rpc.assets.previewMerge.queryOptions({ input: { id, intoId }, staleTime: 0 }));
  if (preview.error !== null) return <FailureAlert sentence={sentenceOfError(preview.error)} />;
  if (preview.data === undefined) return null;
  const { assets, closed, models, categories, fields } = preview.data;
  return (
    <Stack gap={6} role="status">
      <Text size="sm">{t('categories.mergeMoves', { assets, models, categories })}</Text>
      {closed === 0 ? null : <Text size="sm">{t('categories.mergeClosed', { count: closed })}</Text>}
      {fields.length === 0 ? null : (
        <>
          <Text size="sm" fw={600}>
            {t('fields.title')}
          </Text>
          <List size="sm" spacing={2}>
            {fields.map((field) => (
              <List.Item key={`${field.name} ${field.becomes}`}>
                {t(`categories.mergeField.${field.how}`, { name: field.name, becomes: field.becomes })}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  );
}
