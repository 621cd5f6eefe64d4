import { Button, FileButton, Group, Textarea } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod';
import {
  columnOfProblem,
  headcountCells,
  headcountColumns,
  headcountProblem,
} from '#shared/features/role-kits/headcount-text.ts';
import type { HeadcountProblem } from '#shared/features/role-kits/headcount-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './role-kits.module.css';

const refused = z.object({ problems: z.array(headcountProblem) });

function problemsOf(error: unknown) {
  const { code, facts } = failureOf(error);
  const read = refused.safeParse(facts);
  return code === 'HEADCOUNT_REFUSED' && read.success ? read.data.problems : [];
}

/** The plan out of a spreadsheet: pasted, or read from a text file. */
export function HeadcountImport({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const importing = useMutation({
    mutationFn: (read: string) => client.roleKits.importHeadcount({ text: read }),
    onSuccess: ({ entries, joiners }) => {
      announce(t('roleKits.imported', { count: entries, joiners }));
      onClose();
    },
  });
  const problems = problemsOf(importing.error);
  /** What the problems are about, whatever is typed meanwhile. */
  const checked = importing.variables ?? '';
  return (
    <FormModal
      title={t('roleKits.importTitle')}
      size={760}
      submitLabel={t('roleKits.import')}
      submitDisabled={text.trim() === ''}
      busy={importing.isPending}
      failure={importing.error === null ? null : sentenceOfError(importing.error)}
      onSubmit={() => importing.mutate(text)}
      onClose={onClose}
    >
      <Textarea
        label={t('roleKits.importText')}
        description={t('roleKits.importHint')}
        placeholder={t('roleKits.importExample')}
        data-autofocus
        autosize
        minRows={8}
        maxRows={16}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group>
        <FileButton
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={(file) => {
            if (file !== null) void file.text().then(setText);
          }}
        >
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" leftSection={<IconFileText size={14} />}>
              {t('roleKits.importFile')}
            </Button>
          )}
        </FileButton>
      </Group>
      {problems.length === 0 ? null : <RefusedLines text={checked} problems={problems} />}
    </FormModal>
  );
}

/** The lines that can't be taken, each cell with what is wrong with it. */
function RefusedLines({ text, problems }: { text: string; problems: readonly HeadcountProblem[] }) {
  const cellsOf = headcountCells(text);
  const byLine = [...Map.groupBy(problems, ({ line }) => line)];
  const sentence = ({ code }: HeadcountProblem) => word('headcountProblem', code);
  return (
    <div className={classes['problems']} tabIndex={0} role="region" aria-label={t('roleKits.problems')}>
      <table className={`${classes['grid']} ${classes['refused']}`}>
        <thead>
          <tr>
            <th scope="col" className={classes['number']}>
              {t('roleKits.line')}
            </th>
            {headcountColumns.map((column) => (
              <th key={column} scope="col">
                {word('headcountColumn', column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byLine.map(([line, own]) => {
            const whole = own.filter(({ code }) => columnOfProblem[code] === null);
            const cells = cellsOf(line);
            return (
              <tr key={line}>
                <th scope="row" className={classes['number']}>
                  {line}
                </th>
                {whole.length > 0 ? (
                  <td colSpan={headcountColumns.length} data-wrong>
                    {whole.map((problem) => (
                      <div key={`${problem.code} ${problem.value}`}>
                        {problem.value === '' ? sentence(problem) : `${problem.value}: ${sentence(problem)}`}
                      </div>
                    ))}
                  </td>
                ) : (
                  headcountColumns.map((column) => {
                    const wrong = own.find(({ code }) => columnOfProblem[code] === column);
                    return (
                      <td key={column} data-wrong={wrong === undefined ? undefined : true}>
                        {cells[column] === '' ? '–' : cells[column]}
                        {wrong === undefined ? null : <small>{sentence(wrong)}</small>}
                      </td>
                    );
                  })
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
