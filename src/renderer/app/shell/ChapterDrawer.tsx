import { Anchor, Drawer, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Chapter } from '#shared/features/handbook/chapters.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Markdown } from '#renderer/ui/markdown/Markdown.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';

/** The page of the handbook that explains what is on the screen, beside it: whoever fills in a form loses nothing. */
export function ChapterDrawer({ chapter, onClose }: { chapter: Chapter; onClose: () => void }) {
  const language = useLanguage();
  const query = useQuery(rpc.handbook.get.queryOptions({ input: { key: chapter, language } }));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={520}
      // Over a form that it is asked for in.
      zIndex={350}
      title={query.data?.title ?? t('handbook.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.data === undefined && query.error === null ? <Loader size="sm" /> : null}
      {query.data === undefined ? null : (
        <>
          <Anchor href={hrefTo(`/handbook/${chapter}`)} size="sm" onClick={onClose}>
            {t('help.openInHandbook')}
          </Anchor>
          <Markdown text={query.data.body} level={3} />
        </>
      )}
    </Drawer>
  );
}
