import { numberFormat } from '#renderer/ui/text/formatters.ts';

/** Grams as people read them. */
export function kilograms(grams: number): string {
  return `${numberFormat({ minimumFractionDigits: 0, maximumFractionDigits: 3 }).format(grams / 1000)} kg`;
}

/** What was typed as kilograms, in whole grams; null when it is empty or no weight. */
export function gramsOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) || value <= 0 ? null : Math.round(value * 1000);
}
