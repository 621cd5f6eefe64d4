import { Button, FileButton, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

interface Problem {
  line: number;
  code: string;
  text: string;
}

/** Many releases at once, pasted or from a file. */
export function ImportReleases({ productId, onClose }: { productId: number; onClose: () => void }) {
  const [text, setText] = useState('');
  const save = useMutation({
    mutationFn: () => client.updates.importReleases({ productId, text }),
    onSuccess: ({ added, known }) => {
      announce(t('updates.releasesAdded', { count: added, known }));
      onClose();
    },
  });
  const failure = save.error === null ? null : failureOf(save.error);
  const problems = failure?.code === 'RELEASES_REFUSED' ? (failure.facts['problems'] as Problem[]) : [];
  return (
    <FormModal
      title={t('updates.importReleases')}
      submitLabel={t('updates.add')}
      submitDisabled={text.trim() === ''}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size="lg"
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={t('updates.releaseLines')}
        description={t('updates.releaseLinesHint')}
        withAsterisk
        data-autofocus
        autosize
        minRows={6}
        maxRows={14}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <FileButton accept=".csv,.txt,text/plain,text/csv" onChange={(file) => void file?.text().then(setText)}>
        {(props) => (
          <Button variant="default" size="compact-sm" style={{ alignSelf: 'flex-start' }} {...props}>
            {t('licences.fromFile')}
          </Button>
        )}
      </FileButton>
      {problems.length === 0 ? null : (
        <ul role="alert">
          {problems.slice(0, 20).map(({ line, code, text: what }) => (
            <li
              key={line}
            >{`${t('licences.lineNumber', { number: line })} ${word('releaseProblem', code)}: ${what}`}</li>
          ))}
        </ul>
      )}
    </FormModal>
  );
}
