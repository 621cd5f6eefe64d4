import { Alert, Button, Checkbox, Loader, Radio, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Markdown } from '#renderer/ui/markdown/Markdown.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './training.module.css';

/** Reads the articles, answers the quiz, signs with a name: all on one page, from top to bottom. */
export function LessonPage({ id, person }: { id: number; person: number | null }) {
  const language = useLanguage();
  const query = useQuery(rpc.training.lesson.queryOptions({ input: { id, language } }));
  const [personId, setPersonId] = useState<string | null>(person === null ? null : String(person));
  const known = useQuery(
    rpc.people.get.queryOptions({ input: { id: Number(personId) }, enabled: personId !== null }),
  ).data;
  const [typed, setTyped] = useState<string | null>(null);
  const [answers, setAnswers] = useState<Readonly<Record<number, readonly number[]>>>({});
  const lesson = query.data;
  const signer = typed ?? (personId === null ? '' : (known?.name ?? ''));
  const signing = useMutation({
    mutationFn: () =>
      client.training.sign({
        courseId: id,
        number: lesson?.number ?? 0,
        personId: Number(personId),
        language,
        signer: signer.trim(),
        answers: lesson?.questions.map((_question, index) => [...(answers[index] ?? [])]) ?? [],
      }),
  });
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  if (lesson === undefined) return <Loader size="sm" m="lg" />;
  const answered = lesson.questions.every((_question, index) => (answers[index] ?? []).length > 0);
  const answer = (index: number, places: readonly number[]) => {
    signing.reset();
    setAnswers((before) => ({ ...before, [index]: places }));
  };
  return (
    <Page
      title={lesson.title}
      subtitle={
        <a href={hrefTo('/training')} style={{ color: 'inherit' }}>
          {t('training.title')}
        </a>
      }
    >
      <Stack gap="md">
        {lesson.articles.map(({ key, title, body }) => (
          <Panel key={key} title={title}>
            <Markdown text={body} level={2} />
          </Panel>
        ))}
        {lesson.questions.length === 0 ? null : (
          <Panel title={t('training.quiz', { mark: lesson.passMark })}>
            <Stack gap="md">
              {lesson.questions.map(({ text, kind, options }, index) => {
                const chosen = answers[index] ?? [];
                const wrong = signing.data?.passed === false && signing.data.wrong.includes(index);
                const choices = options.map((option, place) =>
                  kind === 'single' ? (
                    <Radio key={option} value={String(place)} label={option} mb={4} />
                  ) : (
                    <Checkbox key={option} value={String(place)} label={option} mb={4} />
                  ),
                );
                const description = wrong ? t('training.wrongAnswer') : undefined;
                return (
                  <div key={text} className={classes['question']} data-wrong={wrong}>
                    {kind === 'single' ? (
                      <Radio.Group
                        label={text}
                        error={description}
                        value={chosen.length === 0 ? '' : String(chosen[0])}
                        onChange={(value) => answer(index, [Number(value)])}
                      >
                        <div style={{ marginTop: 6 }}>{choices}</div>
                      </Radio.Group>
                    ) : (
                      <Checkbox.Group
                        label={text}
                        description={t('training.several')}
                        error={description}
                        value={chosen.map(String)}
                        onChange={(values) => answer(index, values.map(Number))}
                      >
                        <div style={{ marginTop: 6 }}>{choices}</div>
                      </Checkbox.Group>
                    )}
                  </div>
                );
              })}
            </Stack>
          </Panel>
        )}
        <Panel title={t('training.signature')}>
          <Stack gap="md">
            <div className={classes['sign']}>
              <PersonSelect label={t('entity.person')} value={personId} onChange={setPersonId} />
              <TextInput
                label={t('training.signer')}
                maxLength={120}
                value={signer}
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
              <Button
                loading={signing.isPending}
                disabled={personId === null || signer.trim() === '' || !answered || signing.data?.passed === true}
                onClick={() => signing.mutate()}
              >
                {t('training.sign')}
              </Button>
            </div>
            {answered ? null : <small>{t('training.answerAll')}</small>}
            {signing.error === null ? null : <FailureAlert sentence={sentenceOfError(signing.error)} />}
            {signing.data === undefined ? null : (
              <Alert
                variant="light"
                color={signing.data.passed ? 'green' : 'red'}
                icon={signing.data.passed ? <IconCircleCheck size={18} /> : <IconAlertTriangle size={18} />}
                role={signing.data.passed ? 'status' : 'alert'}
              >
                {signing.data.passed
                  ? signing.data.validUntil === null
                    ? t('training.passed', { score: signing.data.score })
                    : t('training.passedUntil', {
                        score: signing.data.score,
                        day: formatDay(signing.data.validUntil),
                      })
                  : t('training.failed', { score: signing.data.score, mark: lesson.passMark })}
              </Alert>
            )}
          </Stack>
        </Panel>
      </Stack>
    </Page>
  );
}
