import { Button, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TemplateDesign } from '#shared/features/labels/template.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { Designer } from './Designer.tsx';

interface DesignerPageProps {
  /** The template that is changed or copied; null for an empty label. */
  id: string | null;
  copy: boolean;
  /** Goes on with the template under its own address once it is kept. */
  opened: (id: string) => void;
}

function emptyDesign(): TemplateDesign {
  return {
    name: t('designer.newName'),
    subject: 'asset',
    widthMm: 50,
    heightMm: 25,
    dpi: 203,
    elements: [
      {
        id: 'barcode-1',
        type: 'barcode',
        x: 0,
        y: 1.5,
        width: 22,
        height: 22,
        symbology: 'qr',
        value: '{tag}',
        maxModuleMm: 0.76,
      },
      {
        id: 'text-1',
        type: 'text',
        x: 22.5,
        y: 4,
        width: 26,
        height: 5,
        value: '{tag}',
        sizeMm: 4.5,
        minSizeMm: 2.4,
        bold: true,
        align: 'left',
        lines: 1,
        overflow: 'shrink',
      },
    ],
  };
}

/** Opens one template for designing; a built-in one, or one that is copied, becomes a new template when it is saved. */
export function DesignerPage({ id, copy, opened }: DesignerPageProps) {
  const query = useQuery(
    rpc.labels.getTemplate.queryOptions({ input: { id: id ?? '' }, enabled: id !== null, gcTime: 0 }),
  );
  const empty = useMemo(() => emptyDesign(), []);
  if (id === null) return <Designer draftKey="new" design={empty} categoryId={null} own={null} opened={opened} />;
  if (query.error !== null) {
    return (
      <Page title={t('designer.title')}>
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
        <Button component="a" href={hrefTo('/labels', { tab: 'templates' })} variant="default" mt="sm">
          {t('designer.back')}
        </Button>
      </Page>
    );
  }
  if (query.data === undefined) {
    return (
      <Page title={t('designer.title')}>
        <Loader size="sm" aria-label={t('table.loading')} />
        <Text className="visually-hidden">{t('table.loading')}</Text>
      </Page>
    );
  }
  const { template, version, builtIn, category } = query.data;
  const { id: _id, ...design } = template;
  const fresh = builtIn || copy;
  return (
    <Designer
      key={`${id}-${copy}`}
      draftKey={fresh ? `copy-${id}` : id}
      design={
        fresh ? { ...design, name: t('designer.copyName', { name: word('labelTemplate', design.name) }) } : design
      }
      categoryId={category?.id ?? null}
      own={fresh ? null : { id, version }}
      opened={opened}
    />
  );
}
