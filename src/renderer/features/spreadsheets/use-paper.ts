import { paperSizes } from '#shared/features/spreadsheets/export-contract.ts';
import type { Paper } from '#shared/features/spreadsheets/export-contract.ts';
import { useRemembered } from '#renderer/ui/remembered.ts';

const across = 'landscape';

/** Countries that print on Letter: the United States, Canada, and most of Central America and the Philippines. */
const letterRegions: ReadonlySet<string> = new Set([
  'US',
  'CA',
  'MX',
  'PH',
  'CO',
  'CL',
  'VE',
  'GT',
  'CR',
  'PA',
  'DO',
  'SV',
  'NI',
  'PR',
]);

/** The sheet that is in the printers here. */
export function usualPaper(locale: string): Paper['size'] {
  return letterRegions.has(new Intl.Locale(locale).maximize().region ?? '') && /-/.test(locale) ? 'LETTER' : 'A4';
}

/** The sheet that lists are printed on, remembered at this desk. */
export function usePaper(): [Paper, (paper: Paper) => void] {
  const [text, remember] = useRemembered('paper', `${usualPaper(navigator.language)} ${across}`);
  const [size, way] = text.split(' ');
  const paper = { size: paperSizes.find((known) => known === size) ?? 'A4', landscape: way === across };
  return [paper, (next) => remember(next.landscape ? `${next.size} ${across}` : next.size)];
}
