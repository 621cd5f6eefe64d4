import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobStatus } from '#shared/features/application/contract.ts';
import {
  useCategoryChoices,
  useDepartmentChoices,
  usePlaceChoices,
} from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { PastPacks } from './PastPacks.tsx';
import { daysOfPeriod, usualPeriods } from './periods.ts';
import { Outcome, ReportJob, ShowInFolder } from './ReportJob.tsx';

function Made({ job }: { job: JobStatus }) {
  const { path, seal, rows, sheets } = job.result ?? {};
  return (
    <Outcome good title={t('reports.packMade', { file: job.subject })}>
      <Text size="sm">{t('reports.packContent', { rows: Number(rows ?? 0), sheets: Number(sheets ?? 0) })}</Text>
      {seal === undefined ? null : (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('reports.digest', { digest: String(seal) })}
        </Text>
      )}
      {typeof path === 'string' ? <ShowInFolder path={path} /> : null}
    </Outcome>
  );
}

/** One workbook for the auditor, over everything or a part. */
export function AuditPack() {
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [placeId, setPlace] = useState<string | null>(null);
  const [departmentId, setDepartment] = useState<string | null>(null);
  const [categoryId, setCategory] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const id = (value: string | null) => (value === null ? null : Number(value));
  const make = useMutation({
    mutationFn: async () => {
      const { path } = await client.reports.choosePackToSave();
      if (path === null) return null;
      const scope = { from, to, placeId: id(placeId), departmentId: id(departmentId), categoryId: id(categoryId) };
      return (await client.reports.auditPack({ ...scope, path })).jobId;
    },
    onSuccess: (started) => {
      if (started !== null) setJobId(started);
    },
  });
  const searchable = {
    searchable: true,
    clearable: true,
    nothingFoundMessage: t('form.nothingFound'),
    placeholder: t('reports.everything'),
  } as const;
  const reversed = from !== null && to !== null && from > to;
  return (
    <Stack gap="md" maw={1100}>
      <Panel title={t('reports.pack')}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('reports.packHint')}
          </Text>
          <Group grow align="start">
            <DayField
              label={t('reports.from')}
              value={from}
              onChange={setFrom}
              error={reversed ? t('reports.reversed') : null}
            />
            <DayField label={t('reports.to')} value={to} onChange={setTo} />
          </Group>
          <Group gap={6}>
            {usualPeriods.map((period) => (
              <Button
                key={period}
                size="compact-xs"
                variant="default"
                onClick={() => {
                  const days = daysOfPeriod(period, today());
                  setFrom(days.from);
                  setTo(days.to);
                }}
              >
                {word('period', period)}
              </Button>
            ))}
          </Group>
          <Group grow align="start">
            <Select
              label={t('field.place')}
              data={usePlaceChoices()}
              value={placeId}
              onChange={setPlace}
              {...searchable}
            />
            <Select
              label={t('field.department')}
              data={useDepartmentChoices()}
              value={departmentId}
              onChange={setDepartment}
              {...searchable}
            />
            <Select
              label={t('field.category')}
              data={useCategoryChoices()}
              value={categoryId}
              onChange={setCategory}
              {...searchable}
            />
          </Group>
          {make.error === null ? null : <FailureAlert sentence={sentenceOfError(make.error)} />}
          <Group>
            <Button loading={make.isPending} disabled={reversed} onClick={() => make.mutate()}>
              {t('reports.makePack')}
            </Button>
          </Group>
        </Stack>
      </Panel>
      <ReportJob jobId={jobId} result={(job) => <Made job={job} />} />
      <PastPacks />
    </Stack>
  );
}
