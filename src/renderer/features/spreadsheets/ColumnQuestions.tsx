import { Radio, Stack, Text } from '@mantine/core';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t } from '#renderer/ui/text/t.ts';
import type { TextKey } from '#renderer/ui/text/t.ts';
import { askedQuestions } from './import-state.ts';
import type { Answer, Draft } from './import-state.ts';

interface Question {
  title: TextKey;
  answers: readonly (readonly [Answer, TextKey])[];
}

const questions: Readonly<Record<'DATE_ORDER' | 'DECIMAL_MARK', Question>> = {
  DATE_ORDER: {
    title: 'import.dateQuestion',
    answers: [
      ['dmy', 'import.dmy'],
      ['mdy', 'import.mdy'],
    ],
  },
  DECIMAL_MARK: {
    title: 'import.markQuestion',
    answers: [
      ['.', 'import.point'],
      [',', 'import.comma'],
    ],
  },
};

/** 03/04/2024 is a day in March or in April: nobody but the operator knows, so he is asked once for each column. */
interface ColumnQuestionsProps {
  draft: Draft;
  change: (draft: Draft) => void;
  /** Only these; all of the file's unless stated. */
  asked?: ReturnType<typeof askedQuestions>;
}

export function ColumnQuestions({ draft, change, asked = askedQuestions(draft) }: ColumnQuestionsProps) {
  if (asked.length === 0) return null;
  return (
    <Panel title={t('import.questionsTitle')}>
      <Stack gap="md">
        {asked.map(({ column, code, examples }) => {
          const { title, answers } = questions[code];
          return (
            <Radio.Group
              key={column}
              label={t(title, { heading: draft.inspection.headings[column] ?? '' })}
              description={examples.slice(0, 4).join('   ')}
              value={draft.answers[String(column)] ?? null}
              onChange={(value) => {
                const answer = answers.find(([each]) => each === value)?.[0];
                if (answer !== undefined) change({ ...draft, answers: { ...draft.answers, [String(column)]: answer } });
              }}
            >
              <div style={{ display: 'flex', gap: 20, marginTop: 8 }}>
                {answers.map(([answer, name]) => (
                  <Radio key={answer} value={answer} label={t(name)} />
                ))}
              </div>
            </Radio.Group>
          );
        })}
        <Text size="xs" c="dimmed">
          {t('import.questionsHint')}
        </Text>
      </Stack>
    </Panel>
  );
}
