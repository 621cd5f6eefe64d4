import { printAgain } from '#backend/features/labels/index.ts';
import { countAtPlace } from '#backend/features/stocktakes/index.ts';
import type { DeskIntent } from './engine.ts';
import { blankResult, orRefusal, refusedBecause } from './result.ts';
import type { Answer, Asked } from './result.ts';

/** The COUNT card: this scanner goes on at the place in the stocktake that is being counted. */
export async function countHere(
  { command, state, resolved }: Asked,
  intent: Extract<DeskIntent, { act: 'count_here' }>,
): Promise<Answer> {
  const blank = blankResult(command, state, resolved.code);
  if (!command.actor.may('stocktake.count'))
    return { result: refusedBecause(blank, 'MAY_NOT_COUNT'), steps: [], intent };
  const { placeId } = intent;
  const stocktakeId = await orRefusal(blank, () => countAtPlace(command, { placeId, lane: state.name }));
  const result =
    stocktakeId === null
      ? refusedBecause(blank, 'NOTHING_IS_COUNTED')
      : { ...blank, outcome: 'counting_here' as const, stocktakeId };
  return { result, steps: [], intent };
}

/** The REPRINT card: the label of the asset that was scanned last, on the printer and from the template it had. */
export async function reprint(
  { command, state, resolved }: Asked,
  intent: Extract<DeskIntent, { act: 'reprint' }>,
): Promise<Answer> {
  const blank = blankResult(command, state, resolved.code);
  const told = (because: string): Answer => ({ result: refusedBecause(blank, because), steps: [], intent });
  if (!command.actor.may('label.print')) return told('MAY_NOT_PRINT');
  const asset = state.recent[0]?.asset ?? null;
  if (asset === null) return told('NOTHING_TO_PRINT');
  const printer = await orRefusal(blank, () => printAgain(command, asset.id));
  if (printer === null) return told('NEVER_PRINTED');
  return { result: { ...blank, outcome: 'reprinted', sound: 'done', asset, from: printer }, steps: [], intent };
}
