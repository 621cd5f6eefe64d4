import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Ticket } from '#shared/features/support/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { findText, t, word } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import classes from './support.module.css';

/** What was said and done, the newest first, and room to say more. */
export function TicketHistory({ ticket, mayWork }: { ticket: Ticket; mayWork: boolean }) {
  return (
    <Panel title={t('support.history')} flush>
      {mayWork ? <Say id={ticket.id} /> : null}
      <ol className={classes['history']} aria-label={t('support.history')}>
        {ticket.entries.map(({ id, at, kind, operator, text, minutes }) => (
          <li key={id} data-kind={kind}>
            <div className={classes['when']}>
              <strong>{word('ticketEntry', kind)}</strong>
              <span>
                {operator} · {formatInstant(at)}
                {minutes === null ? '' : ` · ${t('maintenance.minutesValue', { count: minutes })}`}
              </span>
            </div>
            {text === null ? null : <p>{kind === 'state' ? (findText(`ticketState.${text}`) ?? text) : text}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Say({ id }: { id: number }) {
  const [text, setText] = useState('');
  const [internal, setInternal] = useState(false);
  const [minutes, setMinutes] = useState<number | string>('');
  const say = useAction(
    () =>
      client.support.comment({
        id,
        text,
        internal,
        minutes: minutes === '' || Number(minutes) < 1 ? null : Number(minutes),
      }),
    () => {
      setText('');
      setMinutes('');
    },
  );
  return (
    <Stack gap="xs" p="sm">
      <Textarea
        label={t('support.comment')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="sm" justify="space-between">
        <Group gap="sm">
          <Checkbox
            label={t('support.internal')}
            checked={internal}
            onChange={(event) => setInternal(event.currentTarget.checked)}
          />
          <WholeNumberField
            aria-label={t('maintenance.minutes')}
            placeholder={t('maintenance.minutes')}
            w={110}
            min={1}
            value={minutes}
            onChange={setMinutes}
          />
        </Group>
        <Button
          variant="default"
          disabled={text.trim() === ''}
          loading={say.isPending}
          onClick={() => say.mutate(undefined)}
        >
          {t(internal ? 'support.noteIt' : 'support.reply')}
        </Button>
      </Group>
    </Stack>
  );
}
