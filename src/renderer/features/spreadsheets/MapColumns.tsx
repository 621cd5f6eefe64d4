import { Alert, Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode, sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ColumnQuestions } from './ColumnQuestions.tsx';
import { fieldName } from './field-name.ts';
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

function Facts({ draft }: { draft: Draft }) {
  const { kind, rowCount, encoding, delimiter, headings } = draft.inspection;
  const separator = delimiter === '\t' ? t('import.tab') : delimiter;
  const parts = [
    t('import.rows', { count: rowCount }),
    t('import.columns', { count: headings.length }),
    kind === 'csv' ? t('import.csvRead', { encoding, delimiter: separator }) : t('import.workbook'),
  ];
  return (
    <Text size="sm" c="dimmed">
      {parts.join(' · ')}
    </Text>
  );
}

/** Some files have a title above their headings; where they are is proposed, and corrected here. */
function HeadingRow({ row, choose }: { row: number; choose: (row: number) => void }) {
  const [typed, type] = useState<number | string>(row);
  const decide = () => {
    if (typeof typed === 'number' && typed >= 1 && typed !== row) choose(typed);
  };
  return (
    <NumberInput
      label={t('import.headingRow')}
      size="xs"
      w={150}
      ml="auto"
      min={1}
      max={10_000}
      allowDecimal={false}
      value={typed}
      onChange={type}
      onBlur={decide}
      onKeyDown={(event) => {
        if (event.key === 'Enter') decide();
      }}
    />
  );
}

/** Which column is what: proposed, and corrected here once; the same headings are remembered. */
export function MapColumns({ draft, change, back, next }: MapColumnsProps) {
  const { inspection, entity, path } = draft;
  const fields =
    useQuery(rpc.spreadsheets.listFields.queryOptions({ input: { entity }, staleTime: Infinity })).data ?? [];
  const preview = useMutation({
    mutationFn: () => client.spreadsheets.startPreview(planOf(draft)),
    onSuccess: ({ jobId }) => next(jobId),
  });
  const otherPart = useMutation({
    mutationFn: (part: { sheet: string | null; headingRow: number | null }) =>
      client.spreadsheets.inspect({ path, entity, ...part }),
    onSuccess: (found) => change({ ...draftOf(path, entity, found), mode: draft.mode }),
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
        <Facts draft={draft} />
        <HeadingRow
          key={inspection.headingRow}
          row={inspection.headingRow}
          choose={(headingRow) => otherPart.mutate({ sheet: inspection.sheet, headingRow })}
        />
        {inspection.sheets.length > 1 ? (
          <Select
            aria-label={t('import.sheet')}
            data={inspection.sheets}
            value={inspection.sheet}
            allowDeselect={false}
            onChange={(sheet) => sheet !== null && otherPart.mutate({ sheet, headingRow: null })}
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
