import { Failure } from '#backend/kernel/failure.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { declareIncident } from '#backend/features/incidents/index.ts';
import type { DeskIntent } from './engine.ts';
import { blankResult, orRefusal } from './result.ts';
import type { Answer, Asked } from './result.ts';

/**
 * A card said what happened, this scan says to what: the incident is open, its plan runs, and its custody stands still
 * before anybody has typed a word.
 */
export async function declareLoss(
  { command, state, code }: Pick<Asked, 'command' | 'state'> & { code: string },
  intent: Extract<DeskIntent, { act: 'declare_loss' }>,
): Promise<Answer> {
  const { kind, assetId } = intent;
  if (!command.actor.may('incident.declare')) throw new Failure('FORBIDDEN', { permission: 'incident.declare' });
  const before = await getAssetRow(command.tx, assetId, false);
  const blank = { ...blankResult(command, state, code), asset: before };
  const incident = await orRefusal(blank, () =>
    declareIncident(command, {
      kind,
      assetIds: [assetId],
      personId: undefined,
      placeId: undefined,
      happenedOn: null,
      description: '',
      source: 'desk',
    }),
  );
  const asset = await getAssetRow(command.tx, assetId, false);
  const from = before.custodian?.name ?? before.place?.name ?? null;
  return {
    result: { ...blank, outcome: 'declared', sound: 'alarm', asset, incident, from },
    steps: [],
    intent,
  };
}
