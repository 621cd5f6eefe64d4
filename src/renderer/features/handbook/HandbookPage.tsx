import { Button, Loader, Menu } from '@mantine/core';
import { IconPlus, IconPrinter, IconSchool } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { MoreMenu } from '#renderer/ui/MoreMenu.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { SearchBox } from '#renderer/ui/SearchBox.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ArticleView } from './ArticleView.tsx';
import { ArticleEditor } from './ArticleEditor.tsx';
import { ContactForm } from './ContactForm.tsx';
import classes from './handbook.module.css';

interface HandbookPageProps {
  /** The article that is open; the first one when it is null. */
  articleKey: string | null;
  open: (key: string) => void;
  /** Where courses are made of its articles. */
  training: string;
}

/** The book: its chapters at the left, the one that is read at the right. */
export function HandbookPage({ articleKey, open, training }: HandbookPageProps) {
  const language = useLanguage();
  const may = useMay();
  const [text, setText] = useState('');
  const [dialog, setDialog] = useState<'new' | 'contact' | null>(null);
  const asked = text.trim();
  const list = useQuery(rpc.handbook.list.queryOptions({ input: { language } }));
  const hits = useQuery(
    rpc.handbook.search.queryOptions({
      input: { text: asked, language },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const print = useAction(
    () => client.handbook.savePdf({ language }),
    ({ path }) => {
      if (path !== null) announce(t('record.printed', { path }));
    },
  );
  if (list.error !== null)
    return <FailureAlert sentence={sentenceOfError(list.error)} retry={() => void list.refetch()} />;
  if (list.data === undefined) return <Loader size="sm" m="lg" />;
  const shown = articleKey ?? list.data[0]?.key ?? '';
  return (
    <Page
      fixed
      title={t('handbook.title')}
      actions={
        <>
          <Button component="a" href={training} variant="default" leftSection={<IconSchool size={16} />}>
            {t('training.title')}
          </Button>
          {may('handbook.edit') ? (
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setDialog('new')}>
              {t('handbook.newArticle')}
            </Button>
          ) : null}
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} />}
            loading={print.isPending}
            onClick={() => print.mutate(undefined)}
          >
            {t('handbook.print')}
          </Button>
          {may('settings.edit') ? (
            <MoreMenu>
              <Menu.Item onClick={() => setDialog('contact')}>{t('handbook.changeContact')}</Menu.Item>
            </MoreMenu>
          ) : null}
        </>
      }
    >
      <div className={classes['book']}>
        <nav className={classes['chapters']} aria-label={t('handbook.contents')}>
          <SearchBox label={t('handbook.search')} value={text} change={(next) => setText(next ?? '')} />
          {asked === '' ? (
            <ul>
              {list.data.map(({ key, title, reviewOn }) => (
                <li key={key}>
                  <a href={hrefTo(`/handbook/${key}`)} aria-current={key === shown ? 'page' : undefined}>
                    {title}
                    {reviewOn !== null && reviewOn < today() ? (
                      <small>{t('handbook.reviewDue', { day: formatDay(reviewOn) })}</small>
                    ) : null}
                  </a>
                </li>
              ))}
            </ul>
          ) : (
            <ul aria-label={t('handbook.found')}>
              {hits.data?.length === 0 ? <li className={classes['none']}>{t('handbook.nothing')}</li> : null}
              {hits.data?.map(({ key, title, snippet }) => (
                <li key={key}>
                  <a href={hrefTo(`/handbook/${key}`)} aria-current={key === shown ? 'page' : undefined}>
                    {title}
                    <small>{snippet}</small>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </nav>
        <div className={classes['article']} tabIndex={0} role="region" aria-label={t('handbook.article')}>
          {dialog === 'new' ? (
            <ArticleEditor
              article={null}
              language={language}
              saved={(key) => {
                setDialog(null);
                open(key);
              }}
              onClose={() => setDialog(null)}
            />
          ) : (
            <ArticleView key={`${shown} ${language}`} articleKey={shown} language={language} left={() => open('')} />
          )}
        </div>
      </div>
      {dialog === 'contact' ? <ContactForm onClose={() => setDialog(null)} /> : null}
    </Page>
  );
}
