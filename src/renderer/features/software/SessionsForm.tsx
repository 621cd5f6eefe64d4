import { FileButton, Button, Group, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { findText, t } from '#renderer/ui/text/t.ts';
import classes from './software.module.css';

interface Problem {
  line: number;
  code: string;
  text: string;
}

/** What a licence server wrote down, pasted or from its file: how many used something at once. */
export function SessionsForm({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [source, setSource] = useState('');
  const saving = useMutation({
    mutationFn: () => client.software.importSessions({ text, source: source === '' ? t('licences.pasted') : source }),
    onSuccess: ({ added, known }) => {
      announce(t('licences.sessionsAdded', { count: added, known }));
      onClose();
    },
  });
  const failure = saving.error === null ? null : failureOf(saving.error);
  const problems = failure?.code === 'SESSIONS_REFUSED' ? (failure.facts['problems'] as Problem[]) : [];
  return (
    <FormModal
      title={t('licences.importUse')}
      size={760}
      submitLabel={t('licences.importUse')}
      busy={saving.isPending}
      submitDisabled={text.trim() === ''}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('licences.sessionLines')}
        description={t('licences.sessionHint')}
        withAsterisk
        data-autofocus
        autosize
        minRows={6}
        maxRows={14}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group>
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
        <span className={classes['quiet']}>{source}</span>
      </Group>
      {problems.length === 0 ? null : (
        <ul className={classes['tried']} role="alert">
          {problems.slice(0, 20).map((problem) => (
            <li key={problem.line}>
              <span>{t('licences.lineNumber', { number: problem.line })}</span>
              <span className={classes['quiet']}>
                {`${findText(`sessionProblem.${problem.code}`) ?? problem.code}: ${problem.text}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </FormModal>
  );
}
