import { Button, FileButton, Group, Loader, Stack } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { templateFileLimit } from '#shared/features/labels/template-contract.ts';
import type { TemplateRow } from '#shared/features/labels/template-contract.ts';
import { labelSubjects } from '#shared/features/labels/template.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './labels.module.css';
import { TemplateCard } from './TemplateCard.tsx';

/** Takes a template from a file; what is no template is refused with its reason. */
function useImport() {
  const [tooLarge, setTooLarge] = useState(false);
  const importing = useMutation({
    mutationFn: async (file: File) => client.labels.importTemplate({ content: await file.text() }),
    onSuccess: ({ name }) => announce(t('templates.imported', { name })),
  });
  const take = (file: File | null) => {
    if (file === null) return;
    setTooLarge(file.size > templateFileLimit);
    importing.reset();
    if (file.size <= templateFileLimit) importing.mutate(file);
  };
  const failure = tooLarge
    ? sentenceOfCode('fileRefused', 'NOT_A_LABEL_TEMPLATE', { where: t('templates.tooLarge') })
    : importing.error === null
      ? null
      : sentenceOfError(importing.error);
  return { take, busy: importing.isPending, failure };
}

/** All templates as they print, by what they are for. */
export function TemplateGallery() {
  const mayDesign = useMay()('label.design');
  const query = useQuery(rpc.labels.listTemplates.queryOptions());
  const importing = useImport();
  const [archiving, setArchiving] = useState<TemplateRow | null>(null);
  const archive = useAction(
    (id: string) => client.labels.archiveTemplate({ id }),
    () => setArchiving(null),
  );
  const rank = (row: TemplateRow) => labelSubjects.indexOf(row.subject);
  const inOrder = (query.data ?? []).toSorted((one, other) => rank(one) - rank(other));
  return (
    <Stack gap="md">
      {mayDesign ? (
        <Group gap="xs">
          <Button component="a" href={hrefTo('/labels/templates/new')} leftSection={<IconPlus size={16} />}>
            {t('templates.add')}
          </Button>
          <FileButton accept="application/json,.json" onChange={importing.take}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFileImport size={16} />} loading={importing.busy}>
                {t('templates.import')}
              </Button>
            )}
          </FileButton>
        </Group>
      ) : null}
      {importing.failure === null ? null : <FailureAlert sentence={importing.failure} />}
      {query.error === null ? null : (
        <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
      )}
      {query.isPending ? <Loader size="sm" aria-label={t('table.loading')} /> : null}
      <ul className={classes['cards']} aria-label={t('templates.title')}>
        {inOrder.map((template) => (
          <TemplateCard key={template.id} template={template} archive={() => setArchiving(template)} />
        ))}
      </ul>
      {archiving === null ? null : (
        <ConfirmDialog
          title={t('templates.archiveTitle', { name: archiving.name })}
          confirmLabel={t('action.archive')}
          busy={archive.isPending}
          onConfirm={() => archive.mutate(archiving.id)}
          onClose={() => setArchiving(null)}
        >
          {t('templates.archiveHint')}
        </ConfirmDialog>
      )}
    </Stack>
  );
}
