import { Button, Group, Loader, Text, TextInput, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandoverText } from '#shared/features/custody/handover-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './handover.module.css';

/** What people sign when they get something: one text for everything, more for single categories, every wording kept. */
export function HandoverTexts() {
  const texts = useQuery(rpc.custody.listHandoverTexts.queryOptions());
  const editable = useMay()('settings.edit');
  const [edited, setEdited] = useState<HandoverText | 'new' | null>(null);
  const [leaving, setLeaving] = useState<HandoverText | null>(null);
  const archive = useAction(
    (id: number) => client.custody.archiveHandoverText({ id }),
    () => setLeaving(null),
  );
  if (texts.error !== null) return <FailureAlert sentence={sentenceOfError(texts.error)} />;
  if (texts.data === undefined) return <Loader size="sm" />;
  return (
    <Panel
      title={t('handover.texts')}
      actions={
        editable ? (
          <Button size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setEdited('new')}>
            {t('handover.newText')}
          </Button>
        ) : null
      }
    >
      {texts.data.length === 0 ? (
        <EmptyState title={t('handover.noTextsYet')}>{t('handover.noTextsHint')}</EmptyState>
      ) : null}
      {texts.data.map((text) => (
        <section key={text.id} className={classes['text']} aria-label={text.title}>
          <Group justify="space-between" align="start" wrap="nowrap">
            <div>
              <h3>{text.title}</h3>
              <Text size="sm" c="dimmed">
                {text.category?.name ?? t('handover.forAll')} ·{' '}
                {t('handover.savedBy', {
                  version: text.version,
                  name: text.createdBy,
                  at: formatInstant(text.createdAt),
                })}
              </Text>
            </div>
            {editable ? (
              <Group gap="xs" wrap="nowrap">
                <Button size="compact-sm" variant="default" onClick={() => setEdited(text)}>
                  {t('action.edit')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => setLeaving(text)}>
                  {t('action.archive')}
                </Button>
              </Group>
            ) : null}
          </Group>
          <p>{text.body}</p>
        </section>
      ))}
      {edited === null ? null : <TextForm text={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {leaving === null ? null : (
        <ConfirmDialog
          title={t('handover.archiveText', { title: leaving.title })}
          confirmLabel={t('action.archive')}
          onConfirm={() => archive.mutate(leaving.id)}
          onClose={() => setLeaving(null)}
        >
          {t('handover.archiveHint')}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function TextForm({ text, onClose }: { text: HandoverText | null; onClose: () => void }) {
  const [title, setTitle] = useState(text?.title ?? '');
  const [body, setBody] = useState(text?.body ?? '');
  const [categoryId, setCategory] = useState<string | null>(text?.category ? String(text.category.id) : null);
  const categories = useQuery(rpc.assets.listCategories.queryOptions()).data ?? [];
  const save = useMutation({
    mutationFn: () =>
      client.custody.saveHandoverText({
        id: text?.id ?? null,
        categoryId: categoryId === null ? null : Number(categoryId),
        title,
        body,
      }),
    onSuccess: ({ version }) => {
      announce(t('handover.textSaved', { version }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t(text === null ? 'handover.newText' : 'handover.editText')}
      size="lg"
      submitLabel={t('action.save')}
      submitDisabled={title.trim() === '' || body.trim() === ''}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('handover.textTitle')}
        data-autofocus
        value={title}
        maxLength={120}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <SearchableSelect
        label={t('field.category')}
        placeholder={t('handover.forAll')}
        data={categories.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={categoryId}
        onChange={setCategory}
      />
      <Textarea
        label={t('handover.textBody')}
        description={t('handover.textBodyHint')}
        autosize
        minRows={8}
        maxRows={18}
        value={body}
        maxLength={6000}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
    </FormModal>
  );
}
