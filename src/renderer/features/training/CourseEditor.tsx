import { ActionIcon, Button, Checkbox, Group, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { questionKinds } from '#shared/features/training/model.ts';
import type { Course, Question } from '#shared/features/training/model.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { AddRowButton } from '#renderer/ui/RowButtons.tsx';
import { issueOfRequired } from '#renderer/ui/text/issues.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './training.module.css';

interface QuestionValues extends Question {
  key: string;
}

interface CourseValues {
  title: string;
  articles: string[];
  passMark: number | string;
  validMonths: number | string;
  questions: QuestionValues[];
}

const emptyQuestion = (): QuestionValues => ({
  key: crypto.randomUUID(),
  text: '',
  kind: 'single',
  options: [
    { text: '', right: true },
    { text: '', right: false },
  ],
});

const valuesOf = (course: Course | null): CourseValues => ({
  title: course?.title ?? '',
  articles: course?.content.articles ?? [],
  passMark: course?.content.passMark ?? 80,
  validMonths: course?.content.validMonths ?? '',
  questions: course?.content.questions.map((question) => ({ ...question, key: crypto.randomUUID() })) ?? [],
});

/** Writes a course: articles to read, questions to answer, its mark and how long it counts. */
export function CourseEditor({ course, saved }: { course: Course | null; saved: (id: number) => void }) {
  const language = useLanguage();
  const articles = useQuery(rpc.handbook.list.queryOptions({ input: { language } })).data ?? [];
  const form = useForm<CourseValues>({
    initialValues: valuesOf(course),
    validate: {
      title: issueOfRequired,
      articles: (value) => (value.length === 0 ? t('training.oneArticle') : null),
      questions: {
        text: issueOfRequired,
        options: (value, { questions }, path) => {
          const question = questions[Number(path.split('.')[1])];
          const right = value.filter((option) => option.right).length;
          const fits = question?.kind === 'single' ? right === 1 : right >= 1;
          return fits && value.every(({ text }) => text.trim() !== '') ? null : t('training.optionsUnfit');
        },
      },
    },
  });
  const saving = useMutation({
    mutationFn: (values: CourseValues) =>
      client.training.saveCourse({
        id: course?.id ?? null,
        version: course?.version ?? 1,
        title: values.title.trim(),
        content: {
          articles: values.articles,
          passMark: Number(values.passMark),
          validMonths: values.validMonths === '' ? null : Number(values.validMonths),
          questions: values.questions.map(({ text, kind, options }) => ({ text: text.trim(), kind, options })),
        },
      }),
    onSuccess: ({ id }) => {
      announce(t('training.saved'));
      saved(id);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput label={t('training.courseTitle')} withAsterisk maxLength={120} {...form.getInputProps('title')} />
        <MultiSelect
          label={t('training.articles')}
          withAsterisk
          searchable
          data={articles.map(({ key, title }) => ({ value: key, label: title }))}
          {...form.getInputProps('articles')}
        />
        <div className={classes['facts']}>
          <NumberInput
            label={t('training.passMark')}
            min={0}
            max={100}
            allowDecimal={false}
            {...form.getInputProps('passMark')}
          />
          <NumberInput
            label={t('training.validMonths')}
            placeholder={t('training.forGood')}
            min={1}
            max={120}
            allowDecimal={false}
            {...form.getInputProps('validMonths')}
          />
        </div>
        {form.values.questions.map(({ key }, index) => (
          <QuestionFields key={key} form={form} index={index} />
        ))}
        <AddRowButton label={t('training.addQuestion')} add={() => form.insertListItem('questions', emptyQuestion())} />
        {saving.error === null ? null : <FailureAlert sentence={sentenceOfError(saving.error)} />}
        <Group justify="flex-end">
          <Button type="submit" loading={saving.isPending}>
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function QuestionFields({ form, index }: { form: UseFormReturnType<CourseValues>; index: number }) {
  const question = form.values.questions[index];
  if (question === undefined) return null;
  const number = index + 1;
  const setRight = (place: number, right: boolean) =>
    form.setFieldValue(
      `questions.${index}.options`,
      question.options.map((option, at) => ({
        ...option,
        right: at === place ? right : question.kind === 'single' && right ? false : option.right,
      })),
    );
  const problem = form.errors[`questions.${index}.options`];
  return (
    <div className={classes['question']} role="group" aria-label={t('training.question', { number })}>
      <Group align="end" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          label={t('training.questionText', { number })}
          withAsterisk
          maxLength={300}
          {...form.getInputProps(`questions.${index}.text`)}
        />
        <Select
          label={t('training.questionKind')}
          allowDeselect={false}
          data={questionKinds.map((value) => ({ value, label: word('questionKind', value) }))}
          {...form.getInputProps(`questions.${index}.kind`)}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('training.removeQuestion', { number })}
          onClick={() => form.removeListItem('questions', index)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
      {question.options.map((option, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- an option is its place
        <div key={place} className={classes['option']}>
          <Checkbox
            aria-label={t('training.isRight', { number: place + 1 })}
            checked={option.right}
            onChange={(event) => setRight(place, event.currentTarget.checked)}
          />
          <TextInput
            aria-label={t('training.option', { number: place + 1 })}
            maxLength={200}
            {...form.getInputProps(`questions.${index}.options.${place}.text`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('training.removeOption', { number: place + 1 })}
            disabled={question.options.length <= 2}
            onClick={() => form.removeListItem(`questions.${index}.options`, place)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {problem === undefined ? null : (
        <small role="alert" style={{ color: 'var(--qm-bad)' }}>
          {problem}
        </small>
      )}
      <AddRowButton
        label={t('training.addOption')}
        add={() => form.insertListItem(`questions.${index}.options`, { text: '', right: false })}
      />
    </div>
  );
}
