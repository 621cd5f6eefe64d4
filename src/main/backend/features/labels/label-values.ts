import type { PrintedKind } from '#shared/features/labels/contract.ts';
import type { Dpi } from '#shared/features/labels/dots.ts';
import { placeholderOfField } from '#shared/features/labels/expression.ts';
import { layoutLabel } from '#shared/features/labels/layout.ts';
import type { LabelLayout, LayoutResult } from '#shared/features/labels/layout.ts';
import type { LabelSubject, LabelValues } from '#shared/features/labels/template.ts';
import { codeOfCard } from '#shared/features/desk/command-card.ts';
import { formatTag } from '#shared/features/assets/tag-scheme.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { listFields, tagSchemeSetting } from '#backend/features/assets/index.ts';
import { loadSources } from './label-sources.ts';
import { getTemplate } from './template-repository.ts';

/** A label that is about to be printed. */
export interface PreparedLabel {
  id: number;
  name: string;
  /** What a scanner reads from it: the text of its first code. */
  code: string;
  layout: LabelLayout;
}

/** What each kind of thing is printed with; a place's label may also be that of a bin. */
const subjectsOf: Readonly<Record<PrintedKind, readonly LabelSubject[]>> = {
  asset: ['asset'],
  person: ['person'],
  place: ['place', 'bin'],
  kit: ['kit'],
  article: ['article'],
  command: ['command'],
};

/**
 * Lays out one label for each thing, in the order in which they were asked for.
 *
 * @throws Failure LABEL_DOES_NOT_FIT with the first whose label would not scan; TEMPLATE_FOR_OTHERS; NOTHING_TO_PRINT.
 */
export async function layoutSelection(
  db: Db,
  { kind, ids, templateId }: { kind: PrintedKind; ids: readonly number[]; templateId: string },
  dpi: Dpi,
): Promise<PreparedLabel[]> {
  const { template } = await getTemplate(db, templateId);
  if (!subjectsOf[kind].includes(template.subject)) {
    throw new Failure('TEMPLATE_FOR_OTHERS', { template: template.name, subject: template.subject });
  }
  const owner = (await readSetting(db, organisationSetting)).name;
  const sources = await loadSources(db, kind, ids);
  if (sources.length === 0) throw new Failure('NOTHING_TO_PRINT');
  return sources.map(({ id, name, values }) => {
    const layout = fitting(name, layoutLabel(template, { ...values, owner }, dpi));
    return { id, name, code: layout.symbols[0]?.text ?? '', layout };
  });
}

/** The layout, or why the label would not scan as a failure. */
export function fitting(tag: string, result: LayoutResult): LabelLayout {
  if (result.ok) return result.layout;
  const [problem] = result.problems;
  throw new Failure('LABEL_DOES_NOT_FIT', {
    tag,
    problem: problem?.code ?? 'NOT_ENCODABLE',
    neededMm: problem?.neededMm ?? 0,
    availableMm: problem?.availableMm ?? 0,
    characters: problem?.characters ?? '',
  });
}

/** How a label of one thing would come out; without a thing, that of a made-up one. */
export async function previewLabel(
  db: Db,
  { templateId, id, dpi }: { templateId: string; id: number | null; dpi: Dpi },
): Promise<LayoutResult> {
  const { template } = await getTemplate(db, templateId);
  return layoutLabel(template, await valuesFor(db, template.subject, id), dpi);
}

const kindOf: Readonly<Record<LabelSubject, PrintedKind>> = {
  asset: 'asset',
  person: 'person',
  place: 'place',
  bin: 'place',
  kit: 'kit',
  article: 'article',
  command: 'command',
};

/** What the placeholders stand for with one thing; a made-up one where there is none. */
export async function valuesFor(db: Db, subject: LabelSubject, id: number | null): Promise<LabelValues> {
  const [source] = id === null ? [] : await loadSources(db, kindOf[subject], [id]);
  if (source === undefined) return sampleValues(db, subject);
  return { ...source.values, owner: (await readSetting(db, organisationSetting)).name };
}

const samples: Readonly<Record<LabelSubject, LabelValues>> = {
  asset: {
    name: 'ThinkPad T14 Gen 5',
    model: 'Lenovo ThinkPad T14 Gen 5',
    serial: '5CG1234XYZ',
    category: 'Laptops',
    department: 'Engineering',
    place: 'Room 202',
    custodian: 'Alice Example',
    gs1: '(8004)95211100000123',
  },
  person: { code: 'E-10427', name: 'Alice Example', title: 'Engineer', department: 'Engineering' },
  place: { code: 'R-202', name: 'Room 202', path: 'Main building › 2nd floor › Room 202', kind: 'room' },
  bin: { code: 'B-0042', name: 'USB-C cables 2 m', path: 'Store › Shelf 3 › USB-C cables 2 m', kind: 'bin' },
  kit: { code: 'KIT-0007', name: 'Video conference kit', content: 'Camera, 2 × Microphones, Tripod' },
  article: {
    code: 'ART-0042',
    name: 'USB-C cable 2 m',
    unit: 'piece',
    supplier: 'Example Supplies',
    supplierarticle: 'C-20042',
  },
  command: { code: codeOfCard('CHECK-IN'), name: 'Check in' },
};

/** What a template shows before anything is chosen: tags as the scheme makes them, a text for every field. */
export async function sampleValues(db: Db, subject: LabelSubject): Promise<LabelValues> {
  const owner = (await readSetting(db, organisationSetting)).name;
  if (subject !== 'asset') return { ...samples[subject], owner };
  const scheme = await readSetting(db, tagSchemeSetting);
  const tag = formatTag(scheme, 123, { category: 'LT', site: 'HQ', year: '2026' });
  const fields = (await listFields(db)).map(({ name }) => [placeholderOfField(name), name]);
  return { ...samples.asset, ...(Object.fromEntries(fields) as LabelValues), tag, owner };
}
