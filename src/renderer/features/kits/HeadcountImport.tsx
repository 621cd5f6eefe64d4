import { Button, FileButton, Group, Textarea } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod';
import { headcountProblem } from '#shared/features/kits/headcount-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './kits.module.css';

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
    mutationFn: () => client.kits.importHeadcount({ text }),
    onSuccess: ({ entries, joiners }) => {
      announce(t('kits.imported', { count: entries, joiners }));
      onClose();
    },
  });
  const problems = problemsOf(importing.error);
  return (
    <FormModal
      title={t('kits.importTitle')}
      size={760}
      submitLabel={t('kits.import')}
      submitDisabled={text.trim() === ''}
      busy={importing.isPending}
      failure={importing.error === null ? null : sentenceOfError(importing.error)}
      onSubmit={() => importing.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('kits.importText')}
        description={t('kits.importHint')}
        placeholder={t('kits.importExample')}
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
              {t('kits.importFile')}
            </Button>
          )}
        </FileButton>
      </Group>
      {problems.length === 0 ? null : (
        <ul className={classes['problems']} aria-label={t('kits.problems')}>
          {problems.map(({ line, code, value }) => (
            <li key={`${line} ${code} ${value}`}>
              {t('kits.problem', { line, problem: word('headcountProblem', code), value })}
            </li>
          ))}
        </ul>
      )}
    </FormModal>
  );
}
