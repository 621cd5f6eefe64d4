import { Button, Group, Stack, TextInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Article } from '#shared/features/handbook/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Markdown } from '#renderer/ui/markdown/Markdown.tsx';
import type { Language } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './handbook.module.css';

interface ArticleEditorProps {
  /** Null writes a new one. */
  article: Article | null;
  language: Language;
  saved: (key: string) => void;
  onClose: () => void;
}

/** Writes the next version of an article, with how it will look beside it. */
export function ArticleEditor({ article, language, saved, onClose }: ArticleEditorProps) {
  const [title, setTitle] = useState(article?.title ?? '');
  const [body, setBody] = useState(article?.body ?? '');
  const [note, setNote] = useState('');
  const saving = useMutation({
    mutationFn: () =>
      client.handbook.save({
        key: article?.key ?? null,
        language,
        seen: article?.newest ?? 0,
        title: title.trim(),
        body: body.trim(),
        note: note.trim(),
      }),
    onSuccess: ({ key, number }) => {
      announce(t('record.saved', { number }));
      saved(key);
    },
  });
  return (
    <Stack gap="sm" component="section" aria-label={t('handbook.editing')}>
      <TextInput
        label={t('handbook.articleTitle')}
        withAsterisk
        maxLength={120}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <div className={classes['write']}>
        <Textarea
          label={t('record.body')}
          description={t('handbook.bodyHint')}
          autosize
          minRows={16}
          maxRows={30}
          maxLength={200_000}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <div className={classes['preview']} tabIndex={0} role="region" aria-label={t('record.preview')}>
          <Markdown text={body} level={3} />
        </div>
      </div>
      <TextInput
        label={t('record.note')}
        description={t('record.noteHint')}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {saving.error === null ? null : <FailureAlert sentence={sentenceOfError(saving.error)} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button
          loading={saving.isPending}
          disabled={title.trim() === '' || body.trim() === ''}
          onClick={() => saving.mutate()}
        >
          {t('action.save')}
        </Button>
      </Group>
    </Stack>
  );
}
