import { Button, FileButton, Group, TextInput, Textarea } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { thumbnailOf } from '#renderer/ui/attachments/thumbnail.ts';
import { Markdown } from '#renderer/ui/markdown/Markdown.tsx';
import { t } from '#renderer/ui/text/t.ts';
import type { PageValues } from './RecordEditor.tsx';
import classes from './record.module.css';

interface PageFieldsProps {
  assetId: number;
  page: PageValues;
  change: (change: (known: PageValues[]) => PageValues[]) => void;
}

/** A page as it is written, with how it will look beside it. A file that is put in is kept with the asset. */
export function PageFields({ assetId, page, change }: PageFieldsProps) {
  const set = (values: (known: PageValues) => Partial<PageValues>) =>
    change((known) => known.map((each) => (each.key === page.key ? { ...each, ...values(each) } : each)));
  const attach = useAction(async (file: File | null) => {
    if (file === null) return;
    const { id } = await client.assets.attach({ assetId, file, thumbnail: await thumbnailOf(file) });
    const name = file.name.replaceAll(/[[\]\\]/g, '');
    set(({ body }) => ({
      body: `${body}${body === '' || body.endsWith('\n') ? '' : '\n\n'}[${name}](attachment:${id})\n`,
    }));
  });
  return (
    <div className={classes['section']} role="group" aria-label={t('record.page', { title: page.title })}>
      <Group justify="space-between" align="end">
        <TextInput
          style={{ flex: 1 }}
          label={t('record.pageTitle')}
          maxLength={120}
          value={page.title}
          onChange={(event) => {
            const title = event.currentTarget.value;
            set(() => ({ title }));
          }}
        />
        <FileButton onChange={(file) => attach.mutate(file)}>
          {(button) => (
            <Button {...button} variant="default" loading={attach.isPending} leftSection={<IconPaperclip size={16} />}>
              {t('record.insertFile')}
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          leftSection={<IconTrash size={16} />}
          onClick={() => change((known) => known.filter(({ key }) => key !== page.key))}
        >
          {t('record.removePage')}
        </Button>
      </Group>
      <div className={classes['write']}>
        <Textarea
          label={t('record.body')}
          autosize
          minRows={6}
          maxRows={20}
          maxLength={100_000}
          value={page.body}
          onChange={(event) => {
            const body = event.currentTarget.value;
            set(() => ({ body }));
          }}
        />
        <div>
          <small>{t('record.preview')}</small>
          <div className={classes['preview']} tabIndex={0} role="region" aria-label={t('record.preview')}>
            <Markdown text={page.body} level={4} />
          </div>
        </div>
      </div>
    </div>
  );
}
