import type { Occupation } from '#shared/features/loans/contract.ts';

export interface Cell {
  row: number;
  column: number;
}

/** The days that are being marked: from where the mark began to where it is now. */
export interface Mark extends Cell {
  to: number;
}

export const isTaken = ({ from, to }: Occupation, day: string) => from <= day && (to === null || day <= to);
