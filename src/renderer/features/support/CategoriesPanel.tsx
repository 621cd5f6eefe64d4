import { Button, Group, Loader, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { GuideStep, SupportCategory } from '#shared/features/support/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { AddRowButton, RemoveRowButton } from '#renderer/ui/RowButtons.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './support.module.css';

/** What tickets are about, each with its guide. */
export function CategoriesPanel() {
  const mayManage = useMay()('ticket.manage');
  const [editing, setEditing] = useState<SupportCategory | 'new' | null>(null);
  const categories = useQuery(rpc.support.listCategories.queryOptions()).data;
  if (categories === undefined) return <Loader size="sm" />;
  return (
    <Stack gap="md">
      {mayManage ? (
        <Group justify="flex-end">
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
            {t('support.newCategory')}
          </Button>
        </Group>
      ) : null}
      <Panel title={t('support.guides')} flush>
        {categories.length === 0 ? (
          <EmptyState title={t('support.noCategories')}>{t('support.noCategoriesHint')}</EmptyState>
        ) : (
          <Table aria-label={t('support.guides')} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('support.category')}</Table.Th>
                <Table.Th>{t('support.begins')}</Table.Th>
                <Table.Th ta="end">{t('support.questions')}</Table.Th>
                <Table.Th ta="end">{t('maintenance.openOrders')}</Table.Th>
                <Table.Th w={110}>
                  <span className="visually-hidden">{t('table.actions')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {categories.map((category) => (
                <Table.Tr key={category.id}>
                  <Table.Td fw={600}>{category.name}</Table.Td>
                  <Table.Td>{category.guide[0]?.question ?? '–'}</Table.Td>
                  <Table.Td ta="end">{formatNumber(category.guide.length)}</Table.Td>
                  <Table.Td ta="end">{formatNumber(category.openTickets)}</Table.Td>
                  <Table.Td ta="end">
                    {mayManage ? (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('support.editCategory', { name: category.name })}
                        onClick={() => setEditing(category)}
                      >
                        {t('action.edit')}
                      </Button>
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
      {editing === null ? null : (
        <CategoryForm category={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Stack>
  );
}

/** The first name of a question that no other has. */
function freeKey(guide: readonly GuideStep[]): string {
  for (let number = guide.length + 1; ; number += 1)
    if (!guide.some(({ key }) => key === String(number))) return String(number);
}

const emptyAnswer = { label: '', next: null, advice: null };

function CategoryForm({ category, onClose }: { category: SupportCategory | null; onClose: () => void }) {
  const [name, setName] = useState(category?.name ?? '');
  const [guide, setGuide] = useState<GuideStep[]>(category?.guide ?? []);
  const save = useMutation({
    mutationFn: () =>
      client.support.saveCategory({
        id: category?.id ?? null,
        version: category?.version ?? null,
        name: name.trim(),
        guide,
      }),
    onSuccess: () => {
      announce(t('support.categorySaved', { name: name.trim() }));
      onClose();
    },
  });
  const complete =
    name.trim() !== '' &&
    guide.every(({ question, answers }) => question.trim() !== '' && answers.every(({ label }) => label.trim() !== ''));
  const change = (key: string, some: Partial<GuideStep>) =>
    setGuide(guide.map((step) => (step.key === key ? { ...step, ...some } : step)));
  const questions = guide.map(({ key, question }, index) => ({ value: key, label: `${index + 1}. ${question}` }));
  return (
    <FormModal
      title={category === null ? t('support.newCategory') : t('support.editCategory', { name: category.name })}
      submitLabel={t('action.save')}
      submitDisabled={!complete}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      size="xl"
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('field.name')}
        withAsterisk
        data-autofocus
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed">
        {t('support.guideHint')}
      </Text>
      {guide.map((step, index) => (
        <div
          key={step.key}
          className={classes['step']}
          role="group"
          aria-label={t('support.question', { number: index + 1 })}
        >
          <Group align="end" gap="xs" wrap="nowrap">
            <TextInput
              label={t('support.question', { number: index + 1 })}
              withAsterisk
              flex={1}
              maxLength={300}
              value={step.question}
              onChange={(event) => change(step.key, { question: event.currentTarget.value })}
            />
            <RemoveRowButton
              label={t('support.removeQuestion', { number: index + 1 })}
              remove={() =>
                setGuide(
                  guide
                    .filter(({ key }) => key !== step.key)
                    .map((each) => ({
                      ...each,
                      answers: each.answers.map((one) => (one.next === step.key ? { ...one, next: null } : one)),
                    })),
                )
              }
            />
          </Group>
          <Answers
            step={step}
            number={index + 1}
            questions={questions.filter(({ value }) => value !== step.key)}
            onChange={(answers) => change(step.key, { answers })}
          />
        </div>
      ))}
      <AddRowButton
        label={t('support.addQuestion')}
        add={() =>
          setGuide([
            ...guide,
            {
              key: freeKey(guide),
              question: '',
              answers: [
                { ...emptyAnswer, label: t('support.yes') },
                { ...emptyAnswer, label: t('support.no') },
              ],
            },
          ])
        }
      />
    </FormModal>
  );
}

interface AnswersProps {
  step: GuideStep;
  number: number;
  questions: { value: string; label: string }[];
  onChange: (answers: GuideStep['answers']) => void;
}

/** Each answer leads to another question, or says what to do. */
function Answers({ step: { answers }, number, questions, onChange }: AnswersProps) {
  const change = (at: number, some: Partial<GuideStep['answers'][number]>) =>
    onChange(answers.map((answer, index) => (index === at ? { ...answer, ...some } : answer)));
  return (
    <>
      {answers.map((answer, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- answers have no name of their own and only leave by the button beside them
        <div key={index} className={classes['answer']}>
          <TextInput
            aria-label={t('support.answerLabel', { question: number, number: index + 1 })}
            placeholder={t('support.answerText')}
            maxLength={80}
            value={answer.label}
            onChange={(event) => change(index, { label: event.currentTarget.value })}
          />
          <Select
            aria-label={t('support.answerNext', { question: number, number: index + 1 })}
            placeholder={t('support.ends')}
            clearable
            data={questions}
            value={answer.next}
            onChange={(next) => change(index, { next })}
          />
          <TextInput
            aria-label={t('support.answerAdvice', { question: number, number: index + 1 })}
            placeholder={t('support.advice')}
            maxLength={500}
            value={answer.advice ?? ''}
            onChange={(event) =>
              change(index, { advice: event.currentTarget.value === '' ? null : event.currentTarget.value })
            }
          />
          <RemoveRowButton
            label={t('support.removeAnswer', { question: number, number: index + 1 })}
            disabled={answers.length === 1}
            remove={() => onChange(answers.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {answers.length < 8 ? (
        <AddRowButton label={t('support.addAnswer')} add={() => onChange([...answers, emptyAnswer])} />
      ) : null}
    </>
  );
}
