import { Button, Checkbox, Code, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportContent, SavedReport, Schedule } from '#shared/features/reports/builder-contract.ts';
import { exportFormats } from '#shared/features/spreadsheets/export-contract.ts';
import type { ExportFormat } from '#shared/features/spreadsheets/export-contract.ts';
import { usePaper } from '#renderer/features/spreadsheets/use-paper.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t, word } from '#renderer/ui/text/t.ts';

const never = 'never';
const whens = ['at_start', 'daily', 'weekly', 'monthly'] as const;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

function scheduleOf(when: string | null, before: Schedule | null): Schedule | null {
  const known = whens.find((each) => each === when);
  if (known === undefined) return null;
  if (before?.when === known) return before;
  if (known === 'weekly') return { when: known, weekday: 1 };
  return known === 'monthly' ? { when: known, dayOfMonth: 1 } : { when: known };
}

interface KeepReportProps {
  content: ReportContent;
  /** The report that is changed; null keeps a new one. */
  report: SavedReport | null;
  name: string;
  onKept?: (id: number) => void;
  onClose: () => void;
}

/** Keeps a report under a name, for oneself or for everybody, and says when it is written by itself. */
export function KeepReport({ content, report, name: proposed, onKept, onClose }: KeepReportProps) {
  const language = useLanguage();
  const [paper] = usePaper();
  const [name, setName] = useState(report?.name ?? proposed);
  const [shared, setShared] = useState(report?.shared ?? false);
  const [format, setFormat] = useState<ExportFormat>(report?.format ?? 'xlsx');
  const [schedule, setSchedule] = useState<Schedule | null>(report?.planned?.schedule ?? null);
  const [folder, setFolder] = useState<string | null>(report?.planned?.folder ?? null);
  const choose = useAction(
    () => client.reports.chooseReportFolder(),
    ({ path }) => {
      if (path !== null) setFolder(path);
    },
  );
  const save = useMutation({
    mutationFn: () =>
      client.reports.saveReport({
        id: report?.id ?? null,
        version: report?.version ?? 0,
        name: name.trim(),
        shared,
        content,
        format,
        language,
        paper,
        planned: schedule === null || folder === null ? null : { schedule, folder },
      }),
    onSuccess: ({ id }) => {
      announce(t('builder.kept'));
      onKept?.(id);
      onClose();
    },
  });
  return (
    <FormModal
      title={report === null ? t('builder.keepTitle') : t('builder.change')}
      submitLabel={t('action.save')}
      busy={save.isPending}
      submitDisabled={name.trim() === '' || (schedule !== null && folder === null)}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('builder.name')}
        data-autofocus
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('views.shared')}
        description={t('builder.sharedHint')}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <Select
        label={t('builder.format')}
        data={exportFormats.map((value) => ({ value, label: word('reportFile', value) }))}
        value={format}
        allowDeselect={false}
        onChange={(value) => setFormat(exportFormats.find((known) => known === value) ?? format)}
      />
      <Group align="end" gap="sm">
        <Select
          label={t('builder.when')}
          flex={1}
          allowDeselect={false}
          data={[never, ...whens].map((value) => ({ value, label: word('reportWhen', value) }))}
          value={schedule?.when ?? never}
          onChange={(value) => setSchedule(scheduleOf(value, schedule))}
        />
        {schedule?.when === 'weekly' ? (
          <Select
            label={t('builder.weekday')}
            w={150}
            allowDeselect={false}
            data={weekdays.map((day) => ({ value: String(day), label: word('weekday', String(day)) }))}
            value={String(schedule.weekday)}
            onChange={(value) => setSchedule({ when: 'weekly', weekday: Number(value ?? 1) })}
          />
        ) : null}
        {schedule?.when === 'monthly' ? (
          <WholeNumberField
            label={t('builder.dayOfMonth')}
            w={150}
            min={1}
            max={31}
            value={schedule.dayOfMonth}
            onChange={(value) =>
              setSchedule({ when: 'monthly', dayOfMonth: typeof value === 'number' && value > 0 ? value : 1 })
            }
          />
        ) : null}
      </Group>
      {schedule === null ? null : (
        <Stack gap={4}>
          <Text size="sm" fw={500}>
            {t('builder.folder')}
          </Text>
          <Group gap="sm">
            {folder === null ? null : <Code>{folder}</Code>}
            <Button size="compact-sm" variant="default" onClick={() => choose.mutate(undefined)}>
              {t('backups.chooseFolder')}
            </Button>
          </Group>
          <Text size="xs" c="dimmed">
            {t('builder.whenHint')}
          </Text>
        </Stack>
      )}
    </FormModal>
  );
}
