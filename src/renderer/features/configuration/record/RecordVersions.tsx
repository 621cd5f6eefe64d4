import { Button, Loader, Select, Stack, Table } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { differenceOfFacts } from '#shared/features/configuration/record.ts';
import type { ConfigurationRecord, RecordContent } from '#shared/features/configuration/record.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { TextDifference } from '#renderer/ui/markdown/TextDifference.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './record.module.css';

interface RecordVersionsProps {
  assetId: number;
  newest: ConfigurationRecord;
  onClose: () => void;
}

/** What differs between two versions, and the way back to an earlier one. */
export function RecordVersions({ assetId, newest, onClose }: RecordVersionsProps) {
  const versions = useQuery(rpc.configuration.listRecordVersions.queryOptions({ input: { assetId } })).data;
  const [before, setBefore] = useState(Math.max(1, newest.number - 1));
  const [after, setAfter] = useState(newest.number);
  const mayEdit = useMay()('asset.edit');
  const one = useVersion(assetId, before);
  const other = useVersion(assetId, after);
  const restore = useAction(
    () => client.configuration.restoreRecord({ assetId, seen: newest.number, number: before }),
    ({ number }) => {
      announce(t('record.saved', { number }));
      onClose();
    },
  );
  const choices = (versions ?? []).map(({ number, savedAt, savedBy, note, restoredFrom }) => ({
    value: String(number),
    label: [
      t('record.versionBy', { number, by: savedBy, at: formatInstant(savedAt) }),
      note,
      restoredFrom === null ? '' : t('record.restoredFrom', { number: restoredFrom }),
    ]
      .filter((part) => part !== '')
      .join(' · '),
  }));
  return (
    <Panel
      title={t('record.versions')}
      actions={
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('action.close')}
        </Button>
      }
    >
      <Stack gap="md">
        <div className={classes['choose']}>
          <Select
            label={t('record.before')}
            allowDeselect={false}
            data={choices}
            value={String(before)}
            onChange={(value) => setBefore(Number(value))}
          />
          <Select
            label={t('record.after')}
            allowDeselect={false}
            data={choices}
            value={String(after)}
            onChange={(value) => setAfter(Number(value))}
          />
          {mayEdit && before !== newest.number ? (
            <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate(undefined)}>
              {t('record.restore', { number: before })}
            </Button>
          ) : null}
        </div>
        {one === undefined || other === undefined ? <Loader size="sm" /> : <Difference before={one} after={other} />}
      </Stack>
    </Panel>
  );
}

function useVersion(assetId: number, number: number): RecordContent | undefined {
  const input = { assetId, number };
  return useQuery(rpc.configuration.getRecord.queryOptions({ input, placeholderData: keepPreviousData })).data?.content;
}

function Difference({ before, after }: { before: RecordContent; after: RecordContent }) {
  const changes = differenceOfFacts(before.facts, after.facts);
  const titles = [...new Set([...before.pages, ...after.pages].map(({ title }) => title))];
  const bodyIn = ({ pages }: RecordContent, title: string) => pages.find((page) => page.title === title)?.body ?? '';
  const changedPages = titles.filter((title) => bodyIn(before, title) !== bodyIn(after, title));
  if (changes.length === 0 && changedPages.length === 0) return t('difference.none');
  return (
    <>
      {changes.length === 0 ? null : (
        <Table aria-label={t('record.changedFacts')} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={150}>{t('record.section')}</Table.Th>
              <Table.Th w={220}>{t('record.name')}</Table.Th>
              <Table.Th>{t('record.was')}</Table.Th>
              <Table.Th>{t('record.is')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map((change) => (
              <Table.Tr key={`${change.section}/${change.name}`}>
                <Table.Td>{word('recordSection', change.section)}</Table.Td>
                <Table.Td>{change.name}</Table.Td>
                <Table.Td>{change.before === null ? '–' : <del>{change.before}</del>}</Table.Td>
                <Table.Td>{change.after === null ? '–' : <ins>{change.after}</ins>}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {changedPages.map((title) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <TextDifference label={title} before={bodyIn(before, title)} after={bodyIn(after, title)} />
        </section>
      ))}
    </>
  );
}
