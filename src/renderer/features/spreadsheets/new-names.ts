import { families } from '#shared/features/assets/families.ts';
import { placeKinds } from '#shared/features/places/contract.ts';
import type { NameAnswer, PreviewReport } from '#shared/features/spreadsheets/contract.ts';
import { isPath } from '#shared/features/spreadsheets/place-path.ts';
import type { Draft } from './import-state.ts';

/** A name that only the operator can say the meaning of. */
export interface AskedName {
  kind: NameAnswer['kind'];
  name: string;
}

const keyOf = ({ kind, name }: AskedName): string => `${kind} ${name.toLowerCase()}`;

export function answerTo(draft: Draft, asked: AskedName): NameAnswer | null {
  return draft.nameAnswers.find((answer) => keyOf(answer) === keyOf(asked)) ?? null;
}

/** New places and categories; in a list of places the paths themselves say what each of them is. */
export function askedNames(draft: Draft, willCreate: PreviewReport['willCreate']): AskedName[] {
  if (draft.newNames === 'refuse') return [];
  const places = draft.entity === 'places' ? [] : (willCreate['place'] ?? []).filter((name) => !isPath(name));
  const found: AskedName[] = [
    ...places.map((name) => ({ kind: 'place' as const, name })),
    ...(willCreate['category'] ?? []).map((name) => ({ kind: 'category' as const, name })),
  ];
  // What was sent to a record that is there is missing no more, and can still be changed.
  const sent = draft.nameAnswers.filter((answer) => !found.some((each) => keyOf(each) === keyOf(answer)));
  return [...found, ...sent.filter(({ means }) => means !== null)];
}

export function hasOpenNames(draft: Draft, willCreate: PreviewReport['willCreate']): boolean {
  return askedNames(draft, willCreate).some((asked) => answerTo(draft, asked) === null);
}

/** The draft with names answered; the last answer counts. */
export function withAnswers(draft: Draft, answers: readonly NameAnswer[]): Draft {
  const all = new Map([...draft.nameAnswers, ...answers].map((answer) => [keyOf(answer), answer]));
  return { ...draft, nameAnswers: [...all.values()] };
}

/** An answer as the value of a select: `new:room`, `new:hardware` or `17` for a record that is there. */
export function choiceOf(answer: NameAnswer | null): string | null {
  if (answer === null) return null;
  if (answer.means !== null) return String(answer.means);
  return `new:${answer.kind === 'place' ? answer.as : answer.family}`;
}

export function answerOf({ kind, name }: AskedName, choice: string, inside: number | null): NameAnswer {
  const means = choice.startsWith('new:') ? null : Number(choice);
  const sort = choice.slice('new:'.length);
  if (kind === 'category')
    return { kind, name, means, family: families.find((family) => family === sort) ?? 'hardware' };
  const as = placeKinds.find((each) => each === sort) ?? 'room';
  return { kind, name, means, as, inside: means === null ? inside : null };
}
