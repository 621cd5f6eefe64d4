import * as z from 'zod';
import { isWellFormed } from '#shared/features/labels/expression.ts';
import { longestPictureSide, templateDesign, unknownPlaceholders } from '#shared/features/labels/template.ts';
import type { TemplateDesign } from '#shared/features/labels/template.ts';

const format = 'quartermaster-label-template';
const newestVersion = 1;

const envelope = z.object({
  format: z.literal(format),
  version: z.number().int().min(1),
  /** Key of the category that the template is for; one that the reader does not have is left out. */
  category: z.string().max(80).nullable().default(null),
  template: z.unknown(),
});

export type TemplateFile =
  | { ok: true; categoryKey: string | null; design: TemplateDesign }
  | { ok: false; reason: string; facts: Record<string, string> };

/** The text of a file with one template, for another inventory. */
export function writeTemplateFile(design: TemplateDesign, categoryKey: string | null): string {
  return `${JSON.stringify({ format, version: newestVersion, category: categoryKey, template: design }, null, 2)}\n`;
}

const refused = (reason: string, facts: Record<string, string> = {}): TemplateFile => ({ ok: false, reason, facts });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What people can do something about, found by hand where the schema only says that something is wrong. */
const suspect = z.object({
  subject: z.string().optional(),
  elements: z.array(
    z.looseObject({
      type: z.string().optional(),
      value: z.string().optional(),
      picture: z.looseObject({ columns: z.number(), rows: z.number() }).optional(),
    }),
  ),
});

function reasonOf(template: unknown, issues: readonly z.core.$ZodIssue[]): TemplateFile {
  const read = suspect.safeParse(template);
  const elements = read.success ? read.data.elements : [];
  const large = elements.find(({ picture }) => picture && Math.max(picture.columns, picture.rows) > longestPictureSide);
  if (large?.picture) {
    const { columns, rows } = large.picture;
    return refused('PICTURE_TOO_LARGE', {
      columns: String(columns),
      rows: String(rows),
      most: String(longestPictureSide),
    });
  }
  const broken = elements.find(({ value }) => value !== undefined && !isWellFormed(value));
  if (broken?.value !== undefined) return refused('EXPRESSION_REFUSED', { expression: broken.value.slice(0, 120) });
  if (read.success && read.data.subject !== undefined) {
    const unknown = namesNobodyKnows(
      read.data.subject,
      elements.flatMap(({ value }) => value ?? []),
    );
    if (unknown.length > 0)
      return refused('EXPRESSION_REFUSED', { expression: unknown.map((name) => `{${name}}`).join(', ') });
  }
  return refused('NOT_A_LABEL_TEMPLATE', { where: (issues[0]?.path ?? []).map(String).join(' › ') });
}

function namesNobodyKnows(subject: string, expressions: readonly string[]): string[] {
  const known = templateDesign.shape.subject.safeParse(subject);
  return known.success ? unknownPlaceholders(known.data, expressions) : [];
}

/**
 * Reads a file that somebody brings along: nothing in it is trusted. Names of values and fields are the only things
 * that can be asked for; pictures come as dots and are never decoded.
 */
export function readTemplateFile(text: string): TemplateFile {
  const outer = envelope.safeParse(parsed(text.replace(/^\uFEFF/, '')));
  if (!outer.success) return refused('NOT_A_LABEL_TEMPLATE', { where: '' });
  const { version, category, template } = outer.data;
  if (version > newestVersion) return refused('NEWER_LABEL_TEMPLATE');
  const design = templateDesign.safeParse(template);
  return design.success
    ? { ok: true, categoryKey: category, design: design.data }
    : reasonOf(template, design.error.issues);
}
