import { createElement } from 'react';
import type { DeskResult } from '#shared/features/desk/contract.ts';
import { iconOf } from './outcome.ts';

export function OutcomeIcon({ result, size }: { result: DeskResult; size: number | '1em' }) {
  return createElement(iconOf(result), { size, 'aria-hidden': true });
}
