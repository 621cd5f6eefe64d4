import { paperSizes } from '#shared/features/spreadsheets/export-contract.ts';
import type { Paper } from '#shared/features/spreadsheets/export-contract.ts';
import { useRemembered } from '#renderer/ui/remembered.ts';

const across = 'landscape';

/** The sheet that lists are printed on, remembered at this desk. */
export function usePaper(): [Paper, (paper: Paper) => void] {
  const [text, remember] = useRemembered('paper', `A4 ${across}`);
  const [size, way] = text.split(' ');
  const paper = { size: paperSizes.find((known) => known === size) ?? 'A4', landscape: way === across };
  return [paper, (next) => remember(next.landscape ? `${next.size} ${across}` : next.size)];
}
