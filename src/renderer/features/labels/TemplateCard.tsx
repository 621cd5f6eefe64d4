import { ActionIcon, Menu, Text, Tooltip } from '@mantine/core';
import { IconArchive, IconCopy, IconDots, IconFileExport, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Dpi } from '#shared/features/labels/dots.ts';
import type { TemplateRow } from '#shared/features/labels/template-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { LabelPreview } from './LabelPreview.tsx';
import classes from './labels.module.css';

const asDpi = (dpi: number): Dpi => (dpi === 300 || dpi === 600 ? dpi : 203);

function CardMenu({ template, archive }: { template: TemplateRow; archive: () => void }) {
  const mayDesign = useMay()('label.design');
  const exporting = useAction(
    () => client.labels.exportTemplate({ id: template.id }),
    ({ path }) => {
      if (path !== null) announce(t('labels.pdfSaved', { path }));
    },
  );
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={t('templates.more')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('templates.moreOf', { name: word('labelTemplate', template.name) })}
          >
            <IconDots size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {mayDesign && !template.builtIn ? (
          <Menu.Item
            component="a"
            href={hrefTo(`/labels/templates/${template.id}`)}
            leftSection={<IconPencil size={15} />}
          >
            {t('action.edit')}
          </Menu.Item>
        ) : null}
        {mayDesign ? (
          <Menu.Item
            component="a"
            href={hrefTo(`/labels/templates/${template.id}`, { copy: true })}
            leftSection={<IconCopy size={15} />}
          >
            {t('templates.copy')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<IconFileExport size={15} />} onClick={() => exporting.mutate(undefined)}>
          {t('templates.export')}
        </Menu.Item>
        {mayDesign && !template.builtIn ? (
          <Menu.Item leftSection={<IconArchive size={15} />} onClick={archive}>
            {t('action.archive')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

/** One template as it would print with made-up values. */
export function TemplateCard({ template, archive }: { template: TemplateRow; archive: () => void }) {
  const mayDesign = useMay()('label.design');
  const { id, subject, widthMm, heightMm, dpi, category, builtIn } = template;
  const name = word('labelTemplate', template.name);
  const preview = useQuery(
    rpc.labels.preview.queryOptions({ input: { templateId: id, id: null, dpi: asDpi(dpi) } }),
  ).data;
  const opens = t(builtIn ? 'templates.copyOf' : 'templates.editOf', { name });
  const picture = preview?.layout ? (
    // The picture names the link that it fills: what is printed on the label is no name.
    <LabelPreview layout={preview.layout} label={mayDesign ? opens : t('labels.preview')} />
  ) : null;
  return (
    <li className={classes['card']}>
      {mayDesign ? (
        <a
          className={classes['picture']}
          href={hrefTo(`/labels/templates/${id}`, builtIn ? { copy: true } : {})}
          {...(picture === null ? { 'aria-label': opens } : {})}
        >
          {picture}
        </a>
      ) : (
        <div className={classes['picture']}>{picture}</div>
      )}
      <div className={classes['caption']}>
        <div>
          <Text fw={600} size="sm" truncate title={name}>
            {name}
          </Text>
          <Text size="xs" c="dimmed" className="numbers">
            {[
              t(`designer.subject.${subject}`),
              t('templates.size', { width: formatNumber(widthMm), height: formatNumber(heightMm) }),
              category?.name,
              builtIn ? t('templates.builtIn') : t('designer.dpi', { dpi }),
            ]
              .filter((part) => part !== undefined)
              .join(' · ')}
          </Text>
        </div>
        <CardMenu template={template} archive={archive} />
      </div>
    </li>
  );
}
