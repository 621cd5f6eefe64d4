import type { Incident } from '#shared/features/incidents/model.ts';
import type { Response } from '#shared/features/incidents/response.ts';
import type { Letter, LetterPart } from '#backend/kernel/documents/document.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { openInventoryOf, queryContext } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { saveChosenPdf } from '#backend/kernel/storage/save-chosen-file.ts';
import { getIncident } from './read-incidents.ts';
import { readResponse } from './read-response.ts';

type Language = 'en' | 'de';

const instantText = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

/** Asks where, then writes everything about an incident as PDF: for the insurer, the authority, or whoever asks later. */
export async function saveReport(
  call: Call,
  { id, language }: { id: number; language: Language },
): Promise<{ path: string | null }> {
  const query = queryContext(call);
  const incident = await getIncident(query, id);
  const response = await readResponse(query.reader, { id });
  const organisation = await readSetting(openInventoryOf(call.backend).reader, organisationSetting);
  const letter = letterOf(incident, response, organisation.name, language);
  const make = async () => {
    // Drawing is loaded when it is first needed.
    const { renderLetter } = await import('#backend/kernel/documents/render-letter.ts');
    return renderLetter(letter, { createdAt: new Date(query.now), footer: letter.title });
  };
  return saveChosenPdf(call, `${letter.title}.pdf`, make, {
    event: 'incidents.reportPrinted',
    subject: `incident:${id}`,
    data: { number: incident.number },
  });
}

function letterOf(incident: Incident, response: Response, organisation: string, language: Language): Letter {
  const say = (key: string, facts: Record<string, string | number> = {}) => textIn(language, key, facts);
  const kind = say(`incidentKind.${incident.kind}`);
  const facts = [
    { label: say('incidents.state'), value: say(`incidentState.${incident.state}`) },
    { label: say('incidents.openedBy'), value: `${incident.openedBy}, ${instantText(incident.openedAt)}` },
    ...(incident.happenedOn === null ? [] : [{ label: say('incidents.happenedOn'), value: incident.happenedOn }]),
    ...(incident.person === null ? [] : [{ label: say('incidents.person'), value: incident.person.name }]),
    ...(incident.place === null ? [] : [{ label: say('incidents.place'), value: incident.place.name }]),
    ...(response.dataClass === null
      ? []
      : [{ label: say('response.dataClass'), value: say(`dataClass.${response.dataClass}`) }]),
    ...(incident.outcome === null
      ? []
      : [{ label: say('incidents.outcome'), value: say(`incidentOutcome.${incident.outcome}`) }]),
  ];
  return {
    title: say('response.reportTitle', { number: incident.number, kind }),
    sender: [organisation],
    recipient: [],
    facts,
    parts: [
      { kind: 'heading', text: say('incidents.whatHappened') },
      { kind: 'paragraph', text: incident.description === '' ? say('incidents.declaredByScan') : incident.description },
      ...table(say('incidents.assets'), [say('field.tag'), say('field.name'), say('field.status')], [2, 4, 2], () =>
        incident.assets.map(({ tag, name, status }) => [tag, name, say(`status.${status}`)]),
      ),
      ...table(say('response.plan'), [say('response.step'), say('response.due'), say('response.done')], [4, 2, 3], () =>
        response.steps.map((step) => [
          step.usual === null || step.title !== '' ? step.title : say(`usualStep.${step.usual}`),
          step.dueAt === null ? '–' : instantText(step.dueAt),
          step.doneAt === null
            ? '–'
            : [`${step.doneBy ?? ''}, ${instantText(step.doneAt)}`, step.note].filter(Boolean).join(': '),
        ]),
      ),
      ...table(
        say('response.references'),
        [say('response.referenceKind'), say('response.referenceNumber'), say('response.by')],
        [2, 3, 3],
        () =>
          response.references.map((each) => [
            say(`referenceKind.${each.kind}`),
            [each.number, each.note].filter(Boolean).join(' · '),
            `${each.by}, ${instantText(each.at)}`,
          ]),
      ),
      ...table(
        say('response.affected'),
        [say('field.asset'), say('response.affectedKind'), say('response.what')],
        [2, 2, 4],
        () => response.affected.map(({ asset, kind: of, what }) => [asset, say(`affected.${of}`), what.join(', ')]),
      ),
      ...table(
        say('incidents.timeline'),
        [say('response.when'), say('response.what'), say('response.by')],
        [2, 5, 2],
        () =>
          incident.timeline
            .toReversed()
            .map((entry) => [
              instantText(entry.at),
              [say(`timelineKind.${entry.kind}`), entry.asset?.name, entry.text].filter(Boolean).join(' · '),
              entry.operator,
            ]),
      ),
      ...table(
        say('response.tasks'),
        [say('response.task'), say('response.owner'), say('response.due')],
        [5, 2, 2],
        () => response.tasks.map((task) => [task.text, task.owner, task.dueOn ?? '–']),
      ),
    ],
  };
}

/** A table with a heading of its own; nothing when it would be empty. */
function table(
  heading: string,
  headings: readonly string[],
  shares: readonly number[],
  rowsOf: () => string[][],
): LetterPart[] {
  const rows = rowsOf();
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text: heading },
    {
      kind: 'table',
      columns: headings.map((text, index) => ({ heading: text, share: shares[index] ?? 1, align: 'left' as const })),
      rows,
      totals: [],
    },
  ];
}
