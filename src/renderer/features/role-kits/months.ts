import { today } from '#renderer/ui/text/format.ts';

/** The calendar month here and now, `YYYY-MM`. */
export function thisMonth(): string {
  return today().slice(0, 7);
}

/** So many months, beginning `skip` months after the first one. */
export function monthsFrom(first: string, count: number, skip = 0): string[] {
  const [year = 0, month = 1] = first.split('-').map(Number);
  return Array.from({ length: count }, (_, index) => {
    const at = year * 12 + month - 1 + skip + index;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}
