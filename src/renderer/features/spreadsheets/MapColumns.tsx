import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { TextReading } from '#shared/features/spreadsheets/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ColumnQuestions } from './ColumnQuestions.tsx';
import { fieldName } from './field-name.ts';
import { FileFacts, FileReading, HeadingRow } from './FileReading.tsx';
import { doubledTargets, draftOf, hasOpenQuestions, planOf } from './import-state.ts';
import type { Draft } from './import-state.ts';
import { MappingTable } from './MappingTable.tsx';
import { WhatRowsDo } from './WhatRowsDo.tsx';

interface MapColumnsProps {
  draft: Draft;
  change: (draft: Draft) => void;
  back: () => void;
  next: (previewJob: string) => void;
}

/** Which column is what: proposed, and corrected here once; the same headings are remembered. */
export function MapColumns({ draft, change, back, next }: MapColumnsProps) {
  const { inspection, entity, path, reading } = draft;
  const fields =
    useQuery(rpc.spreadsheets.listFields.queryOptions({ input: { entity }, staleTime: Infinity })).data ?? [];
  const preview = useMutation({
    mutationFn: () => client.spreadsheets.startPreview(planOf(draft)),
    onSuccess: ({ jobId }) => next(jobId),
  });
  const otherPart = useMutation({
    mutationFn: (part: { sheet: string | null; headingRow: number | null; reading: TextReading }) =>
      client.spreadsheets.inspect({ path, entity, ...part }),
    onSuccess: (found, { reading }) => change({ ...draftOf(path, entity, found, reading), mode: draft.mode }),
  });
  const doubled = doubledTargets(draft.targets);
  const missing = fields.filter(
    ({ key, required }) => required && draft.mode === 'create' && !draft.targets.includes(key),
  );
  const noKey = draft.mode !== 'create' && !fields.some(({ key, matches }) => matches && draft.targets.includes(key));
  const open = hasOpenQuestions(draft);
  const error = preview.error ?? otherPart.error;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="end">
        <FileFacts draft={draft} />
        <Group ml="auto" align="end" gap="sm">
          <FileReading
            draft={draft}
            read={(reading) => otherPart.mutate({ sheet: inspection.sheet, headingRow: null, reading })}
          />
          <HeadingRow
            key={inspection.headingRow}
            row={inspection.headingRow}
            choose={(headingRow) => otherPart.mutate({ sheet: inspection.sheet, headingRow, reading })}
          />
        </Group>
        {inspection.sheets.length > 1 ? (
          <Select
            aria-label={t('import.sheet')}
            data={inspection.sheets}
            value={inspection.sheet}
            allowDeselect={false}
            onChange={(sheet) => sheet !== null && otherPart.mutate({ sheet, headingRow: null, reading })}
          />
        ) : null}
      </Group>
      {inspection.importedBefore === null ? null : (
        <Alert color="yellow" role="alert">
          {t('import.importedBefore', { at: formatInstant(inspection.importedBefore) })}
        </Alert>
      )}
      {inspection.warnings.map(({ code, facts }) => (
        <Alert key={code} color="yellow" variant="light" p="xs">
          {sentenceOfCode('fileWarning', code, facts)}
        </Alert>
      ))}
      <WhatRowsDo draft={draft} fields={fields} change={change} />
      <ColumnQuestions draft={draft} change={change} />
      <Panel title={t('import.columnsTitle')} flush>
        <MappingTable draft={draft} fields={fields} doubled={doubled} change={change} />
      </Panel>
      {missing.length > 0 ? (
        <FailureAlert
          sentence={t('import.missingFields', { fields: missing.map(({ key }) => fieldName(key)).join(', ') })}
        />
      ) : null}
      {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
      <Group>
        <Button
          loading={preview.isPending}
          disabled={doubled.size > 0 || missing.length > 0 || noKey || open}
          onClick={() => preview.mutate()}
        >
          {t('import.check')}
        </Button>
        <Button variant="default" onClick={back}>
          {t('import.otherFile')}
        </Button>
        {open ? <Text size="sm">{t('import.answerQuestions')}</Text> : null}
      </Group>
    </Stack>
  );
}
