import type { DeskKit, DeskResult } from '#shared/features/desk/contract.ts';
import type { Kit } from '#shared/features/loans/kit-contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { handOverKit, readKit, takeBackKit } from '#backend/features/loans/index.ts';
import type { DeskIntent } from './engine.ts';
import { blankResult, orRefusal } from './result.ts';
import type { Answer, Asked } from './result.ts';
import { loadSubject } from './subject.ts';

type KitIntent = Extract<DeskIntent, { kitId: number }>;

/** A kit as the desk shows it: what of it is there, and what is not. */
export function deskKitOf({ id, name, code, parts, complete }: Kit): DeskKit {
  return {
    id,
    name,
    code,
    complete,
    parts: parts.map(({ asset, category, state, holder }) => ({
      name: asset === null ? (category?.name ?? '') : `${asset.tag} ${asset.name}`.trim(),
      state,
      holder,
    })),
  };
}

/** Carries out what the scan of a kit's label means: it is shown, goes out as one, or comes back part by part. */
export async function actOnKit(asked: Asked, intent: KitIntent): Promise<Answer> {
  const { command, state, resolved } = asked;
  const blank = blankResult(command, state, resolved.code);
  const kit = await readKit(command.tx, intent.kitId, dayOf(command.now));
  const told = (result: Partial<DeskResult>): Answer => ({
    result: { ...blank, kit: deskKitOf(kit), ...result },
    steps: [],
    intent,
  });
  switch (intent.act) {
    case 'kit_show':
      return told({ outcome: 'kit_shown', sound: kit.complete ? 'subject' : 'elsewhere' });
    case 'kit_already':
      return told({ outcome: 'already', sound: 'again' });
    case 'kit_return':
      return told({
        outcome: 'kit_returning',
        sound: 'subject',
        from: kit.out?.holder ?? null,
        subject: state.subject?.kind === 'place' ? state.subject : null,
      });
    case 'kit_hand_over':
      return orRefusal(blank, () => lend(asked, intent, blank));
    case 'kit_all_back':
      return orRefusal(blank, () => bringBack(asked, intent, blank));
  }
}

function demand(command: CommandContext, permission: 'asset.checkout' | 'asset.checkin'): void {
  if (!command.actor.may(permission)) throw new Failure('FORBIDDEN', { permission });
}

async function lend({ command, state, options }: Asked, intent: KitIntent, blank: DeskResult): Promise<Answer> {
  demand(command, 'asset.checkout');
  const { subject: custodian } = state.session;
  if (custodian === null || custodian.kind === 'place') throw new Error('a kit is handed to a person');
  const moved = await handOverKit(command, { id: intent.kitId, custodian, dueOn: options.dueOn }, 'scan');
  const subject = await loadSubject(command.tx, custodian);
  const complete = moved.missing.length === 0;
  const result: DeskResult = {
    ...blank,
    outcome: complete ? 'kit_out' : 'kit_out_incomplete',
    sound: complete ? 'done' : 'elsewhere',
    kit: deskKitOf(moved.kit),
    subject,
    dueOn: options.dueOn,
  };
  return { result, steps: moved.steps, intent };
}

async function bringBack({ command, state }: Asked, intent: KitIntent, blank: DeskResult): Promise<Answer> {
  demand(command, 'asset.checkin');
  const { subject } = state.session;
  const placeId = subject?.kind === 'place' ? subject.id : null;
  const input = { id: intent.kitId, missingAssetIds: [], placeId, condition: null };
  const { steps, kit } = await takeBackKit(command, input, 'scan');
  const shown = subject === null ? null : await loadSubject(command.tx, subject);
  return {
    result: { ...blank, outcome: 'kit_back', sound: 'done', kit: deskKitOf(kit), subject: shown },
    steps,
    intent,
  };
}
