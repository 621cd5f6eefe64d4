import { Button, Group, Loader, Menu, Text } from '@mantine/core';
import { IconHistory, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Article } from '#shared/features/handbook/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Markdown } from '#renderer/ui/markdown/Markdown.tsx';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import type { Language } from '#renderer/ui/text/language.ts';
import { formatDay, formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ArticleEditor } from './ArticleEditor.tsx';
import { ArticleVersions } from './ArticleVersions.tsx';
import { ReviewForm } from './ReviewForm.tsx';
import classes from './handbook.module.css';

interface ArticleViewProps {
  articleKey: string;
  language: Language;
  /** It is no longer there. */
  left: () => void;
}

/** One article, with what may be done to it. */
export function ArticleView({ articleKey, language, left }: ArticleViewProps) {
  const query = useQuery(rpc.handbook.get.queryOptions({ input: { key: articleKey, language } }));
  const mayEdit = useMay()('handbook.edit');
  const [mode, setMode] = useState<'read' | 'edit' | 'versions'>('read');
  const [reviewing, setReviewing] = useState(false);
  const archive = useAction(() => client.handbook.archive({ key: articleKey }), left);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const article = query.data;
  if (article === undefined) return <Loader size="sm" />;
  const read = () => setMode('read');
  if (mode === 'edit') return <ArticleEditor article={article} language={language} saved={read} onClose={read} />;
  if (mode === 'versions') return <ArticleVersions article={article} language={language} onClose={read} />;
  return (
    <article aria-label={article.title}>
      <Group justify="space-between" align="start" mb="sm">
        <div>
          <h2 className={classes['title']}>{article.title}</h2>
          <Text size="xs" c="dimmed">
            {standOf(article)}
          </Text>
        </div>
        {mayEdit ? (
          <Group gap={6} wrap="nowrap">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPencil size={14} />}
              onClick={() => setMode('edit')}
            >
              {t('action.edit')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconHistory size={14} />}
              onClick={() => setMode('versions')}
            >
              {t('record.versions')}
            </Button>
            <MoreMenu small>
              <Menu.Item onClick={() => setReviewing(true)}>{t('handbook.review')}</Menu.Item>
              {article.own ? (
                <Menu.Item onClick={() => archive.mutate(undefined)}>{t('action.archive')}</Menu.Item>
              ) : null}
            </MoreMenu>
          </Group>
        ) : null}
      </Group>
      <Markdown text={article.body} level={2} />
      {reviewing ? <ReviewForm article={article} onClose={() => setReviewing(false)} /> : null}
    </article>
  );
}

function standOf({ number, savedBy, savedAt, reviewedBy, reviewedAt, reviewOn }: Article): string {
  return [
    number === 0
      ? t('handbook.asShipped')
      : t('record.versionBy', { number, by: savedBy ?? '', at: formatInstant(savedAt) }),
    reviewedAt === null ? null : t('handbook.reviewedBy', { by: reviewedBy ?? '', at: formatInstant(reviewedAt) }),
    reviewOn === null ? null : t('handbook.reviewNext', { day: formatDay(reviewOn) }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
