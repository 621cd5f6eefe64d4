import { Button, Group, Select, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Article } from '#shared/features/handbook/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { TextDifference } from '#renderer/ui/markdown/TextDifference.tsx';
import type { Language } from '#renderer/ui/text/language.ts';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

interface ArticleVersionsProps {
  article: Article;
  language: Language;
  onClose: () => void;
}

/** What differs between an earlier version and the newest one, and the way back. */
export function ArticleVersions({ article, language, onClose }: ArticleVersionsProps) {
  const { key, newest } = article;
  const versions = useQuery(rpc.handbook.listVersions.queryOptions({ input: { key, language } })).data ?? [];
  const [number, setNumber] = useState(Math.max(0, newest - 1));
  const earlier = useQuery(
    rpc.handbook.get.queryOptions({ input: { key, language, number }, placeholderData: keepPreviousData }),
  ).data;
  const restore = useAction(
    () =>
      client.handbook.save({
        key,
        language,
        seen: newest,
        title: earlier?.title ?? article.title,
        body: earlier?.body ?? article.body,
        note: t('record.restoredFrom', { number }),
      }),
    (saved) => {
      announce(t('record.saved', { number: saved.number }));
      onClose();
    },
  );
  const labelOf = (version: (typeof versions)[number]) =>
    version.savedAt === null
      ? t('handbook.asShipped')
      : [
          t('record.versionBy', {
            number: version.number,
            by: version.savedBy ?? '',
            at: formatInstant(version.savedAt),
          }),
          version.note,
        ]
          .filter((part) => part !== '')
          .join(' · ');
  return (
    <Stack gap="md" component="section" aria-label={t('record.versions')}>
      <Group justify="space-between" align="end">
        <Select
          label={t('record.before')}
          w={420}
          allowDeselect={false}
          data={versions.map((version) => ({ value: String(version.number), label: labelOf(version) }))}
          value={String(number)}
          onChange={(value) => setNumber(Number(value))}
        />
        <Group gap="xs">
          {number === newest ? null : (
            <Button
              variant="default"
              loading={restore.isPending}
              disabled={earlier === undefined}
              onClick={() => restore.mutate(undefined)}
            >
              {t('record.restore', { number })}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('action.close')}
          </Button>
        </Group>
      </Group>
      <TextDifference
        label={t('handbook.difference')}
        before={earlier === undefined ? '' : `${earlier.title}\n\n${earlier.body}`}
        after={`${article.title}\n\n${article.body}`}
      />
    </Stack>
  );
}
