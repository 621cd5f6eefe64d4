import { NumberInput, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { textDelimiters, textEncodings } from '#shared/features/spreadsheets/contract.ts';
import type { TextReading } from '#shared/features/spreadsheets/contract.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import type { Draft } from './import-state.ts';

/** What was found in the file. */
export function FileFacts({ draft }: { draft: Draft }) {
  const { kind, rowCount, headings } = draft.inspection;
  const parts = [
    t('import.rows', { count: rowCount }),
    t('import.columns', { count: headings.length }),
    t(kind === 'csv' ? 'import.textFile' : 'import.workbook'),
  ];
  return (
    <Text size="sm" c="dimmed">
      {parts.join(' · ')}
    </Text>
  );
}

/** Encoding and separator as they were found in a text file, for who sees that its accents or columns are wrong. */
export function FileReading({ draft, read }: { draft: Draft; read: (reading: TextReading) => void }) {
  const { kind, encoding, delimiter } = draft.inspection;
  if (kind !== 'csv') return null;
  const nameOf = (each: string) => (each === '\t' ? t('import.tab') : each);
  return (
    <>
      <Select
        label={t('import.encoding')}
        size="xs"
        w={210}
        allowDeselect={false}
        data={textEncodings.map((each) => ({ value: each, label: word('textEncoding', each) }))}
        value={encoding}
        onChange={(chosen) =>
          read({ ...draft.reading, encoding: textEncodings.find((each) => each === chosen) ?? null })
        }
      />
      <Select
        label={t('import.delimiter')}
        size="xs"
        w={120}
        allowDeselect={false}
        data={textDelimiters.map((each) => ({ value: each, label: nameOf(each) }))}
        value={delimiter}
        onChange={(chosen) =>
          read({ ...draft.reading, delimiter: textDelimiters.find((each) => each === chosen) ?? null })
        }
      />
    </>
  );
}

/** Some files have a title above their headings; where they are is proposed, and corrected here. */
export function HeadingRow({ row, choose }: { row: number; choose: (row: number) => void }) {
  const [typed, type] = useState<number | string>(row);
  const decide = () => {
    if (typeof typed === 'number' && typed >= 1 && typed !== row) choose(typed);
  };
  return (
    <NumberInput
      label={t('import.headingRow')}
      size="xs"
      w={150}
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
