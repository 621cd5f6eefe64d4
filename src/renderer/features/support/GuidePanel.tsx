import { Button, Group, Text } from '@mantine/core';
import type { Ticket } from '#shared/features/support/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './support.module.css';

/** The question that the guide asks after what was answered; null at its end. */
function nextOf({ guide, answers }: Ticket) {
  const last = answers.at(-1);
  if (last === undefined) return guide[0] ?? null;
  const given = guide.find(({ key }) => key === last.step)?.answers.find(({ label }) => label === last.answer);
  return guide.find(({ key }) => key === given?.next) ?? null;
}

/** The guide of the category, one question at a time; what was answered stays. */
export function GuidePanel({ ticket, editable }: { ticket: Ticket; editable: boolean }) {
  const { id, answers } = ticket;
  const step = nextOf(ticket);
  const answer = useAction((given: { step: string; answer: number }) => client.support.answer({ id, ...given }));
  const takeBack = useAction(() => client.support.unanswer({ id }));
  return (
    <Panel
      title={t('support.guide')}
      actions={
        editable && answers.length > 0 ? (
          <Button size="compact-sm" variant="subtle" onClick={() => takeBack.mutate(undefined)}>
            {t('support.takeAnswerBack')}
          </Button>
        ) : null
      }
    >
      <ol className={classes['answers']} aria-label={t('support.answered')}>
        {answers.map((given) => (
          <li key={given.step}>
            {given.question} <strong>{given.answer}</strong>
            {given.advice === null ? null : <div className={classes['advice']}>{given.advice}</div>}
          </li>
        ))}
      </ol>
      {step === null ? (
        <Text size="sm" c="dimmed">
          {t('support.guideEnds')}
        </Text>
      ) : (
        <>
          <Text fw={600}>{step.question}</Text>
          {editable ? (
            <Group gap="xs" mt="xs" role="group" aria-label={step.question}>
              {step.answers.map(({ label }, index) => (
                <Button
                  key={label}
                  variant="default"
                  loading={answer.isPending}
                  onClick={() => answer.mutate({ step: step.key, answer: index })}
                >
                  {label}
                </Button>
              ))}
            </Group>
          ) : null}
        </>
      )}
    </Panel>
  );
}
