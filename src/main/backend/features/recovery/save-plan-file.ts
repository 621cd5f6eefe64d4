import type { LetterPart } from '#backend/kernel/documents/document.ts';
import type { Plan } from '#shared/features/recovery/plan.ts';
import { dayOf } from '#backend/kernel/context.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { saveChosenPdf } from '#backend/kernel/storage/save-chosen-file.ts';
import { getPlan } from './read-plans.ts';

type Language = 'en' | 'de';

const instantText = (instant: string | null) =>
  instant === null ? '–' : `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

/** Minutes as people say them: `1 h 30 min`. */
function durationText(minutes: number | null): string {
  if (minutes === null) return '–';
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}

/** Everything that one needs when nothing runs, on paper: whom to call, what has to be there first, step by step. */
export function partsOfPlan(plan: Plan, language: Language): LetterPart[] {
  const say = (key: string, facts: Record<string, string> = {}) => textIn(language, `recovery.print.${key}`, facts);
  const column = (heading: string, share: number) => ({ heading: say(heading), share, align: 'left' as const });
  const table = (heading: string, columns: ReturnType<typeof column>[], rows: string[][]): LetterPart[] =>
    rows.length === 0
      ? []
      : [
          { kind: 'heading', text: say(heading) },
          { kind: 'table', columns, rows, totals: [] },
        ];
  const { details, dependencies, protects } = plan;
  return [
    ...(details.notes.trim() === '' ? [] : [{ kind: 'paragraph' as const, text: details.notes }]),
    ...table(
      'contacts',
      [column('name', 3), column('role', 3), column('phone', 2.5), column('email', 3.5)],
      details.contacts.map(({ name, role, phone, email }) => [name, role, phone, email]),
    ),
    ...table(
      'needs',
      [column('asset', 4), column('place', 3), column('because', 4)],
      dependencies.map(({ asset, place, path }) => [`${asset.tag} ${asset.name}`, place ?? '', path.join(' → ')]),
    ),
    ...table(
      'backups',
      [column('what', 5), column('every', 2), column('last', 3)],
      protects.map(({ what, everyHours, lastGoodAt }) => [
        what,
        say('hours', { count: String(everyHours) }),
        instantText(lastGoodAt),
      ]),
    ),
    ...table(
      'steps',
      [column('step', 0.7), column('do', 7), column('who', 2.3), column('within', 1.6), column('done', 1.6)],
      details.steps.map(({ title, instructions, owner, targetMinutes }, index) => [
        `${index + 1}`,
        instructions.trim() === '' ? title : `${title}\n${instructions}`,
        owner === '' ? details.owner : owner,
        durationText(targetMinutes),
        '',
      ]),
    ),
  ];
}

/** Asks where, then writes plans as one PDF, each with its steps, whom to call and what it needs. */
export async function savePlanFile(
  call: Call,
  { ids, language }: { ids: readonly number[]; language: Language },
): Promise<{ path: string | null }> {
  const { reader } = openInventoryOf(call.backend);
  const now = call.backend.surroundings.now();
  const plans: Plan[] = [];
  for (const id of ids) plans.push(await getPlan(reader, id, dayOf(now)));
  const say = (key: string, facts: Record<string, string> = {}) => textIn(language, `recovery.print.${key}`, facts);
  const [first] = plans;
  const title = plans.length === 1 && first ? first.name : say('several');
  const make = async () => {
    // Drawing is loaded when it is first needed.
    const { renderLetter } = await import('#backend/kernel/documents/render-letter.ts');
    const parts = plans.flatMap((plan): LetterPart[] => [
      ...(plans.length === 1 ? [] : [{ kind: 'heading' as const, text: plan.name }]),
      ...(plans.length === 1 ? [] : [{ kind: 'paragraph' as const, text: objectivesOf(plan, say) }]),
      ...partsOfPlan(plan, language),
    ]);
    return renderLetter(
      {
        title,
        sender: [say('plan')],
        recipient: first === undefined || plans.length > 1 ? [] : [objectivesOf(first, say)],
        facts: [
          { label: say('printed'), value: instantText(now) },
          ...(first === undefined || plans.length > 1
            ? []
            : [
                { label: say('owner'), value: first.owner },
                { label: 'RTO', value: durationText(first.rtoMinutes) },
                { label: 'RPO', value: durationText(first.rpoMinutes) },
              ]),
        ],
        parts,
      },
      { createdAt: new Date(now), footer: `${title} · ${instantText(now)}` },
    );
  };
  return saveChosenPdf(call, `${title}.pdf`, make, {
    event: 'recovery.planPrinted',
    subject: plans.length === 1 && first ? `recovery_plan:${first.id}` : 'recovery:plans',
    data: { plans: plans.map(({ name }) => name).join(' · ') },
  });
}

function objectivesOf(plan: Plan, say: (key: string, facts: Record<string, string>) => string): string {
  const of = plan.asset === null ? (plan.service?.name ?? '') : `${plan.asset.tag} ${plan.asset.name}`;
  return say('objectives', {
    of,
    owner: plan.owner,
    rto: durationText(plan.rtoMinutes),
    rpo: durationText(plan.rpoMinutes),
  });
}
