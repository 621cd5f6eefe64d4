import { Button, Checkbox, Group, MultiSelect, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { comparedFields } from '#shared/features/reconciliation/contract.ts';
import type { Inspection } from '#shared/features/spreadsheets/contract.ts';
import { JobRow } from '#renderer/features/application/JobRow.tsx';
import { useCategoryChoices, usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { hasEnded, useJob } from '#renderer/rpc/use-job.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

interface ReconciliationSetupProps {
  path: string;
  inspection: Inspection;
  back: () => void;
  done: (id: number) => void;
}

type Field = (typeof comparedFields)[number];
const keys: readonly (Field | null)[] = ['tag', 'serial', 'name'];
const unused = '-';

/** What the columns mean, which of them are compared, and which assets the list should name. */
export function ReconciliationSetup({ path, inspection, back, done }: ReconciliationSetupProps) {
  const [fields, setFields] = useState(() =>
    inspection.headings.map((_, column) => {
      const suggested = inspection.mapping.find((each) => each.column === column)?.field;
      return comparedFields.find((field) => field === suggested) ?? null;
    }),
  );
  const [compared, setCompared] = useState<readonly boolean[]>(() => inspection.headings.map(() => true));
  const [categoryIds, setCategoryIds] = useState<string[]>([]);
  const [placeId, setPlaceId] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const [taken, setTaken] = useState(false);
  const categories = useCategoryChoices();
  const places = usePlaceChoices();
  const job = useJob(jobId);
  const start = useAction(
    () =>
      client.reconciliation.start({
        path,
        sheet: inspection.sheet,
        mapping: fields.map((field, column) => ({ column, field, keep: false })),
        compare: fields.flatMap((field, column) => (field !== null && compared[column] === true ? [field] : [])),
        scope: { categoryIds: categoryIds.map(Number), placeId: placeId === null ? null : Number(placeId) },
      }),
    (started) => setJobId(started.jobId),
  );
  const made = job?.state === 'done' ? job.result?.['reconciliationId'] : undefined;
  if (typeof made === 'number' && !taken) {
    setTaken(true);
    done(made);
  }
  const named = fields.some((field) => keys.includes(field) && field !== null);
  const running = job !== null && !hasEnded(job);
  return (
    <Stack gap="md">
      <Panel title={t('reconciliation.columns', { name: inspection.fileName })} flush>
        <Table
          aria-label={t('reconciliation.columns', { name: inspection.fileName })}
          verticalSpacing={5}
          layout="fixed"
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="26%">{t('import.heading')}</Table.Th>
              <Table.Th>{t('import.samples')}</Table.Th>
              <Table.Th w={230}>{t('reconciliation.meaning')}</Table.Th>
              <Table.Th w={110}>{t('reconciliation.compare')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inspection.headings.map((heading, column) => (
              // oxlint-disable-next-line react/no-array-index-key -- a column is its place in the file
              <Table.Tr key={column}>
                <Table.Th scope="row">{heading}</Table.Th>
                <Table.Td>
                  <Text size="sm" c="dimmed" truncate>
                    {inspection.sampleRows
                      .slice(0, 3)
                      .map((row) => row[column] ?? '')
                      .filter((value) => value !== '')
                      .join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    aria-label={t('reconciliation.meaningOf', { heading })}
                    allowDeselect={false}
                    data={[
                      { value: unused, label: t('reconciliation.ignored') },
                      ...comparedFields.map((field) => ({ value: field, label: word('field', field) })),
                    ]}
                    value={fields[column] ?? unused}
                    onChange={(value) => {
                      const chosen = comparedFields.find((field) => field === value) ?? null;
                      // One column for each meaning: the later choice wins.
                      setFields(
                        fields.map((field, index) => (index === column ? chosen : field === chosen ? null : field)),
                      );
                    }}
                  />
                </Table.Td>
                <Table.Td>
                  <Checkbox
                    aria-label={t('reconciliation.compareOf', { heading })}
                    disabled={fields[column] === null}
                    checked={fields[column] !== null && compared[column] === true}
                    onChange={(event) => {
                      const { checked } = event.currentTarget;
                      setCompared(compared.map((each, index) => (index === column ? checked : each)));
                    }}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
      <Panel title={t('reconciliation.scope')}>
        <Text size="sm" c="dimmed" mb="xs">
          {t('reconciliation.scopeHint')}
        </Text>
        <Group align="start" grow maw={760}>
          <MultiSelect
            label={t('field.category')}
            data={categories}
            value={categoryIds}
            onChange={setCategoryIds}
            searchable
            clearable
          />
          <Select
            label={t('field.place')}
            data={places}
            value={placeId}
            onChange={setPlaceId}
            searchable
            clearable
            nothingFoundMessage={t('form.nothingFound')}
          />
        </Group>
      </Panel>
      {job === null ? null : (
        <Panel>
          <JobRow job={job} />
        </Panel>
      )}
      <Group>
        <Button variant="default" onClick={back} disabled={running}>
          {t('action.back')}
        </Button>
        <Button
          disabled={!named || running}
          loading={start.isPending || running}
          onClick={() => start.mutate(undefined)}
        >
          {t('reconciliation.start')}
        </Button>
        {named ? null : (
          <Text size="sm" role="status">
            {t('reconciliation.noKey')}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
