import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { TemplateDesign } from '#shared/features/labels/template.ts';
import { findText, t } from '#renderer/ui/text/t.ts';
import { sentenceOfProblem } from '../problem-text.ts';
import classes from './designer.module.css';
import { describeElement } from './element-look.ts';
import type { PreviewAnswer } from './preview-messages.ts';

interface FindingsProps {
  design: TemplateDesign;
  answer: PreviewAnswer | null;
  dpi: number;
  select: (ids: readonly string[]) => void;
}

/** What would not scan and what could be better, each leading to the element that it is about. */
export function Findings({ design, answer, dpi, select }: FindingsProps) {
  const nameOf = (id: string) => {
    const element = design.elements.find((each) => each.id === id);
    return element === undefined ? id : describeElement(element);
  };
  const found = [
    ...(answer?.problems ?? []).map((problem) => ({
      id: problem.element,
      bad: true,
      text: sentenceOfProblem(problem),
    })),
    ...(answer?.warnings ?? []).map(({ element, code }) => ({
      id: element,
      bad: false,
      text: findText(`labelWarning.${code}`) ?? code,
    })),
  ];
  return (
    <div className={classes['findings']} role="status" aria-label={t('designer.findings')}>
      {answer !== null && found.length === 0 ? (
        <span className={classes['fine']}>
          <IconCircleCheck size={16} aria-hidden /> {t('designer.fine', { dpi })}
        </span>
      ) : null}
      {found.map(({ id, bad, text }) => (
        <button key={`${id}-${text}`} type="button" data-bad={bad || undefined} onClick={() => select([id])}>
          {bad ? <IconAlertTriangle size={15} aria-hidden /> : <IconInfoCircle size={15} aria-hidden />}
          <span>
            <strong>{nameOf(id)}</strong> {text}
          </span>
        </button>
      ))}
    </div>
  );
}
