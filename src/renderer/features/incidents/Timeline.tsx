import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Incident } from '#shared/features/incidents/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './incidents.module.css';

/** What was done and learned, newest first; written down while it is fresh. */
export function Timeline({ incident: { id, state, timeline } }: { incident: Incident }) {
  const may = useMay();
  return (
    <Panel title={t('incidents.timeline')} flush>
      {state !== 'closed' && may('incident.declare') ? <NoteField id={id} /> : null}
      <ol className={classes['timeline']} aria-label={t('incidents.timeline')}>
        {timeline.map((entry) => (
          <li key={entry.id}>
            <div className={classes['when']}>
              <strong>{[word('timelineKind', entry.kind), entry.asset?.name].filter(Boolean).join(' ')}</strong>
              <span>
                {entry.operator} · {formatInstant(entry.at)}
              </span>
            </div>
            {entry.text === null ? null : <p className={classes['words']}>{entry.text}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function NoteField({ id }: { id: number }) {
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () => client.incidents.addNote({ id, text }),
    onSuccess: () => setText(''),
  });
  return (
    <Stack gap={8} p={14} style={{ borderBottom: '1px solid var(--qm-line)' }}>
      <Textarea
        label={t('incidents.note')}
        description={t('incidents.noteHint')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {add.error === null ? null : <FailureAlert sentence={sentenceOfError(add.error)} />}
      <Group justify="flex-end">
        <Button
          variant="default"
          size="compact-md"
          disabled={text.trim() === ''}
          loading={add.isPending}
          onClick={() => add.mutate()}
        >
          {t('incidents.addNote')}
        </Button>
      </Group>
    </Stack>
  );
}
