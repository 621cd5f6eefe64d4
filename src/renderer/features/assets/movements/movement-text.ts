import { findText } from '#renderer/ui/text/t.ts';

/** What a movement came from or led to: a name of the day, or a status or condition by its word. */
export function placeOrState(value: string | null): string {
  if (value === null) return '';
  return findText(`status.${value}`) ?? findText(`condition.${value}`) ?? value;
}
