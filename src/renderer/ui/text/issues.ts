import { t } from './t.ts';

/** What is wrong with a field that must be filled; null when nothing is. */
export function issueOfRequired(value: string | null): string | null {
  return value === null || value.trim() === '' ? t('issue.required') : null;
}

/** What is wrong with a number of things; null when nothing is. */
export function issueOfCount(value: number | string, most: number): string | null {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most ? null : t('issue.count', { most });
}
