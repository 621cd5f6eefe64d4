import {
  Alert,
  Button,
  Checkbox,
  FileButton,
  Group,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
  Textarea,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usualMapping } from '#shared/features/recovery/model.ts';
import type { Mapping } from '#shared/features/recovery/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { MappingFields } from './MappingFields.tsx';
import { outcomeLook, subjectText } from './recovery-look.ts';
import classes from './recovery.module.css';

/** Reads what a backup program reports: how its lines are read, what comes of it, and then it is written down. */
export function ReportForm({ onClose }: { onClose: () => void }) {
  const formats = useQuery(rpc.recovery.listFormats.queryOptions()).data ?? [];
  const [formatId, setFormatId] = useState<string | null>(null);
  const [formatName, setFormatName] = useState('');
  const [mapping, setMapping] = useState<Mapping>(usualMapping);
  const [text, setText] = useState('');
  const [source, setSource] = useState('');
  const [names, setNames] = useState<Readonly<Record<string, number>>>({});
  const [skipProblems, setSkipProblems] = useState(false);
  const [asked] = useDebouncedValue({ text, mapping }, 300);
  const preview = useQuery({
    ...rpc.recovery.previewRuns.queryOptions({ input: asked }),
    enabled: asked.text.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const choose = (id: string | null) => {
    const format = formats.find((each) => String(each.id) === id);
    setFormatId(id);
    setFormatName(format?.name ?? '');
    if (format !== undefined) setMapping(format.mapping);
  };
  const save = useMutation({
    mutationFn: async () => {
      const format = formats.find((each) => String(each.id) === formatId);
      if (formatName.trim() !== '' && JSON.stringify(format?.mapping) !== JSON.stringify(mapping))
        await client.recovery.saveFormat({
          id: format?.id ?? null,
          version: format?.version ?? null,
          name: formatName.trim(),
          mapping,
        });
      return client.recovery.importRuns({
        text,
        mapping,
        source: source === '' ? t('licences.pasted') : source,
        names: Object.entries(names).map(([name, itemId]) => ({ name, itemId })),
        skipProblems,
      });
    },
    onSuccess: ({ added, known }) => {
      announce(t('recovery.runsAdded', { count: added, known }));
      onClose();
    },
  });
  const data = text.trim() === '' ? undefined : preview.data;
  const unnamed = (data?.unknownItems ?? []).filter((name) => names[name] === undefined);
  const unclear = unnamed.length + (data?.problems.length ?? 0);
  return (
    <FormModal
      title={t('recovery.readReport')}
      submitLabel={t('recovery.writeRuns', { count: data?.total ?? 0 })}
      submitDisabled={data === undefined || data.total === 0 || (unclear > 0 && !skipProblems)}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size={980}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Group grow align="end">
        <Select
          label={t('recovery.format')}
          placeholder={t('recovery.newFormat')}
          clearable
          data={formats.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={formatId}
          onChange={choose}
        />
        <TextInput
          label={t('recovery.formatName')}
          description={t('recovery.formatNameHint')}
          maxLength={80}
          value={formatName}
          onChange={(event) => setFormatName(event.currentTarget.value)}
        />
      </Group>
      <MappingFields mapping={mapping} onChange={setMapping} />
      <Textarea
        label={t('recovery.lines')}
        withAsterisk
        autosize
        minRows={4}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="sm">
        <FileButton
          accept=".csv,.txt,.log,text/plain,text/csv"
          onChange={(file) => {
            if (file === null) return;
            setSource(file.name);
            void file.text().then(setText);
          }}
        >
          {(props) => (
            <Button variant="default" size="compact-sm" {...props}>
              {t('licences.fromFile')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {source}
        </Text>
      </Group>
      {data === undefined ? null : (
        <>
          <Text size="sm" role="status" fw={600}>
            {t('recovery.readSummary', { count: data.total, known: data.known, unclear })}
          </Text>
          <UnknownNames names={data.unknownItems} given={names} give={setNames} />
          {data.problems.length === 0 ? null : (
            <Alert color="orange" variant="light" role="note" title={t('recovery.unreadable')}>
              {data.problems.slice(0, 8).map(({ line, code, text: what }) => (
                <div key={line}>
                  {`${t('licences.lineNumber', { number: line })} ${word('runProblem', code)}: ${what}`}
                </div>
              ))}
            </Alert>
          )}
          {unclear === 0 ? null : (
            <Checkbox
              label={t('recovery.skipProblems')}
              checked={skipProblems}
              onChange={(event) => setSkipProblems(event.currentTarget.checked)}
            />
          )}
          <div className={classes['preview']} tabIndex={0} role="region" aria-label={t('recovery.asRead')}>
            <Table aria-label={t('recovery.asRead')} verticalSpacing={3}>
              <Table.Tbody>
                {data.rows.slice(0, 50).map((row) => (
                  <Table.Tr key={row.line}>
                    <Table.Td w={60} ta="end" className="numbers">
                      {row.line}
                    </Table.Td>
                    <Table.Td w={180}>{formatInstant(row.endedAt)}</Table.Td>
                    <Table.Td fw={600}>{row.item}</Table.Td>
                    <Table.Td>
                      <StatusBadge {...outcomeLook(row.outcome)} />
                    </Table.Td>
                    <Table.Td>{row.note}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </>
      )}
    </FormModal>
  );
}

interface UnknownNamesProps {
  names: readonly string[];
  given: Readonly<Record<string, number>>;
  give: (names: Readonly<Record<string, number>>) => void;
}

/** Names in the report that nothing goes by yet: what is meant is chosen once and remembered. */
function UnknownNames({ names, given, give }: UnknownNamesProps) {
  const items = useQuery(rpc.recovery.listItems.queryOptions({ input: {} })).data ?? [];
  if (names.length === 0) return null;
  const data = items.map((item) => ({ value: String(item.id), label: `${subjectText(item)} – ${item.what}` }));
  return (
    <Stack gap={6} role="group" aria-label={t('recovery.unknownNames')}>
      <Text size="sm" fw={500}>
        {t('recovery.unknownNames')}
      </Text>
      {names.slice(0, 12).map((name) => (
        <SearchableSelect
          key={name}
          label={t('recovery.means', { name })}
          data={data}
          value={given[name] === undefined ? null : String(given[name])}
          onChange={(id) => {
            const { [name]: _before, ...others } = given;
            give(id === null ? others : { ...others, [name]: Number(id) });
          }}
        />
      ))}
    </Stack>
  );
}
