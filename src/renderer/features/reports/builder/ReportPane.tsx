import { ActionIcon, Button, Group, Loader, Menu, Stack, Table, Text, Tooltip } from '@mantine/core';
import {
  IconBookmark,
  IconChevronDown,
  IconDownload,
  IconPencil,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { partsOfReport } from '#shared/features/reports/builder-contract.ts';
import type { ReportContent, ReportPreview, SavedReport } from '#shared/features/reports/builder-contract.ts';
import type { ExportFormat } from '#shared/features/spreadsheets/export-contract.ts';
import { PaperDialog } from '#renderer/features/spreadsheets/PaperDialog.tsx';
import { usePaper } from '#renderer/features/spreadsheets/use-paper.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { ScopeFields } from '../ScopeFields.tsx';
import { ShowInFolder } from '../ReportJob.tsx';
import { KeepReport } from './KeepReport.tsx';
import classes from './builder.module.css';

interface ReportPaneProps {
  title: string;
  content: ReportContent;
  change: (content: ReportContent) => void;
  report: SavedReport | null;
  /** The report that was just kept, or none when it is gone. */
  choose: (id: number | null) => void;
}

/** One report: what it is restricted to, how it begins, and what can be done with it. */
export function ReportPane({ title, content, change, report, choose }: ReportPaneProps) {
  const language = useLanguage();
  const [paper, choosePaper] = usePaper();
  const [dialog, setDialog] = useState<'paper' | 'keep' | 'change' | 'remove' | null>(null);
  const preview = useQuery(
    rpc.reports.previewReport.queryOptions({ input: { content, language }, placeholderData: keepPreviousData }),
  );
  const started = ({ jobId }: { jobId: string | null }) => {
    if (jobId !== null) announce(t('export.started'));
  };
  const write = useAction(
    (format: ExportFormat) => client.reports.writeReport({ content, name: title, format, language, paper }),
    started,
  );
  const run = useAction((id: number) => client.reports.runReport({ id }), started);
  const remove = useMutation({
    mutationFn: ({ id, version }: SavedReport) => client.reports.removeReport({ id, version }),
    onSuccess: () => {
      announce(t('builder.removed'));
      setDialog(null);
      choose(null);
    },
  });
  const close = () => setDialog(null);
  return (
    <Panel
      title={title}
      actions={
        <Group gap={6}>
          {report?.editable === true ? (
            <>
              <Tooltip label={t('builder.change')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('builder.change')}
                  onClick={() => setDialog('change')}
                >
                  <IconPencil size={16} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={t('builder.remove')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('builder.remove')}
                  onClick={() => setDialog('remove')}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Tooltip>
            </>
          ) : null}
          <Button
            variant="default"
            size="xs"
            leftSection={<IconBookmark size={15} />}
            onClick={() => setDialog('keep')}
          >
            {t('builder.keep')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                size="xs"
                loading={write.isPending}
                leftSection={<IconDownload size={15} />}
                rightSection={<IconChevronDown size={14} />}
              >
                {t('builder.write')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => write.mutate('xlsx')}>{t('export.xlsx')}</Menu.Item>
              <Menu.Item onClick={() => write.mutate('csv')}>{t('export.csv')}</Menu.Item>
              <Menu.Item onClick={() => setDialog('paper')}>{t('export.pdf')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      }
    >
      <Stack gap="md">
        {report?.planned ? <PlanOf report={report} busy={run.isPending} run={() => run.mutate(report.id)} /> : null}
        {content.kind === 'ready' ? (
          <ScopeFields
            scope={content.scope}
            choose={(scope) => change({ ...content, scope })}
            {...partsOfReport[content.report]}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {content.request.words.length === 0 ? t('builder.wholeList') : content.request.words.join(' · ')}
          </Text>
        )}
        {preview.error === null ? null : <FailureAlert sentence={sentenceOfError(preview.error)} />}
        {preview.data === undefined && preview.error === null ? <Loader size="sm" /> : null}
        {preview.data === undefined ? null : <Beginning title={title} preview={preview.data} />}
      </Stack>
      {dialog === 'paper' ? (
        <PaperDialog
          paper={paper}
          choose={choosePaper}
          columns={preview.data?.columns.length ?? 0}
          onWrite={() => {
            close();
            write.mutate('pdf');
          }}
          onClose={close}
        />
      ) : null}
      {dialog === 'keep' || dialog === 'change' ? (
        <KeepReport
          content={content}
          report={dialog === 'change' ? report : null}
          name={dialog === 'keep' && report === null ? title : ''}
          onKept={choose}
          onClose={close}
        />
      ) : null}
      {dialog === 'remove' && report !== null ? (
        <ConfirmDialog
          title={t('builder.removeTitle', { name: report.name })}
          confirmLabel={t('builder.remove')}
          busy={remove.isPending}
          failure={remove.error === null ? null : sentenceOfError(remove.error)}
          onConfirm={() => remove.mutate(report)}
          onClose={close}
        >
          {t('builder.removeHint')}
        </ConfirmDialog>
      ) : null}
    </Panel>
  );
}

/** When it is written by itself, and what became of it last. */
function PlanOf({ report: { planned, lastRun }, busy, run }: { report: SavedReport; busy: boolean; run: () => void }) {
  if (planned === null) return null;
  return (
    <Group justify="space-between" className={classes['plan']}>
      <div>
        <Text size="sm" fw={550}>
          {word('reportWhen', planned.schedule.when)} · {planned.folder}
        </Text>
        {lastRun === null ? (
          <Text size="xs" c="dimmed">
            {t('builder.notYet')}
          </Text>
        ) : lastRun.failure === null ? (
          <Group gap={8}>
            <Text size="xs" c="dimmed">
              {t('builder.lastRun', { at: formatInstant(lastRun.at), rows: lastRun.rows ?? 0 })}
            </Text>
            {lastRun.path === null ? null : <ShowInFolder path={lastRun.path} />}
          </Group>
        ) : (
          <Text size="xs" c="red">
            {formatInstant(lastRun.at)}: {sentenceOfCode('fileRefused', lastRun.failure, {})}
          </Text>
        )}
      </div>
      <Button size="xs" variant="default" loading={busy} leftSection={<IconPlayerPlay size={14} />} onClick={run}>
        {t('builder.runNow')}
      </Button>
    </Group>
  );
}

function Beginning({ title, preview: { columns, rows, more } }: { title: string; preview: ReportPreview }) {
  if (rows.length === 0) return <EmptyState title={t('builder.nothing')} />;
  return (
    <div>
      <div className={classes['preview']} tabIndex={0} role="region" aria-label={t('builder.preview', { name: title })}>
        <Table className="numbers" stickyHeader>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ heading, numeric }) => (
                <Table.Th key={heading} ta={numeric ? 'right' : undefined}>
                  {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, number) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows of a preview have no other name
              <Table.Tr key={number}>
                {columns.map(({ heading, numeric }, at) => (
                  <Table.Td key={heading} ta={numeric ? 'right' : undefined}>
                    {row[at]}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text size="xs" c="dimmed" mt={6} role="status">
        {more ? t('builder.first', { count: rows.length }) : t('export.rows', { count: rows.length })}
      </Text>
    </div>
  );
}
