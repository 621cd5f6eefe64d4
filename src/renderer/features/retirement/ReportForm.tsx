import { Button, FileButton, Group, Table, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportLine } from '#shared/features/retirement/sanitisation-contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './retirement.module.css';

/** A report of an erasure tool: what it says, matched by serial, before anything is recorded. */
export function ReportForm({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState<string | null>(null);
  const read = useMutation({ mutationFn: (content: string) => client.retirement.readReport({ text: content }) });
  const save = useMutation({
    mutationFn: (content: string) => client.retirement.importReport({ text: content }),
    onSuccess: (done) => {
      announce(t('sanitise.reportImported', done));
      onClose();
    },
  });
  const take = async (file: File | null) => {
    if (file === null) return;
    const content = await file.text();
    setText(content);
    read.mutate(content);
  };
  const report = read.data;
  const fit = report?.lines.filter(({ refused }) => refused === null).length ?? 0;
  const error = save.error ?? read.error;
  return (
    <FormModal
      title={t('sanitise.importReport')}
      submitLabel={t('sanitise.recordLines', { count: fit })}
      size="xl"
      busy={save.isPending}
      submitDisabled={text === null || fit === 0}
      failure={error === null ? null : sentenceOfError(error)}
      onSubmit={() => {
        if (text !== null) save.mutate(text);
      }}
      onClose={onClose}
    >
      <Text size="sm">{t('sanitise.reportHint')}</Text>
      <Group>
        <FileButton
          accept=".txt,.log,.xml,.json,.csv,text/*,application/json,application/xml"
          onChange={(file) => void take(file)}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileText size={16} />} loading={read.isPending}>
              {t('sanitise.chooseReport')}
            </Button>
          )}
        </FileButton>
        {report === undefined ? null : (
          <Text size="sm" c="dimmed">
            {[report.tool, report.toolVersion, t(`reportFormat.${report.format}`)].filter(Boolean).join(' · ')}
          </Text>
        )}
      </Group>
      {report === undefined ? null : <Lines lines={report.lines} />}
    </FormModal>
  );
}

function Lines({ lines }: { lines: readonly ReportLine[] }) {
  return (
    <div className={classes['lines']} tabIndex={0} role="region" aria-label={t('sanitise.reportLines')}>
      <Table verticalSpacing={4} aria-label={t('sanitise.reportLines')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('field.serial')}</Table.Th>
            <Table.Th>{t('field.asset')}</Table.Th>
            <Table.Th>{t('sanitise.standard')}</Table.Th>
            <Table.Th>{t('sanitise.result')}</Table.Th>
            <Table.Th>{t('sanitise.doneAt')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ serial, asset, standard, result, doneAt, refused }, index) => (
            <Table.Tr key={`${serial}${index}`}>
              <Table.Td>{serial}</Table.Td>
              <Table.Td>
                {asset?.tag}
                {refused === null ? null : (
                  <Text size="sm" c="red" component="span">
                    {' '}
                    {word('reportRefusal', refused)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{standard}</Table.Td>
              <Table.Td>{word('sanitisationResult', result)}</Table.Td>
              <Table.Td>{formatInstant(doneAt)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
