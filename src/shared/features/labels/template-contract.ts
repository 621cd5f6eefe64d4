import * as z from 'zod';
import { id, instant, reference } from '#shared/rpc/fields.ts';
import { command, job, query } from '#shared/rpc/define.ts';
import { labelSubjects, templateDesign, templateId } from './template.ts';
import type { LabelTemplate } from './template.ts';

/** Characters that a file with a template may have: a picture of the largest size and plenty beside it. */
export const templateFileLimit = 300_000;

export const templateRow = z.object({
  id: templateId,
  name: z.string(),
  subject: z.enum(labelSubjects),
  widthMm: z.number(),
  heightMm: z.number(),
  dpi: z.number(),
  /** Assets of this category, and of those below it, are offered this template first. */
  category: reference.nullable(),
  /** Comes with the application and stays as it is; a copy of it can be changed. */
  builtIn: z.boolean(),
  changedAt: instant.nullable(),
  operator: z.string().nullable(),
});
export type TemplateRow = z.infer<typeof templateRow>;

const values = z.record(z.string(), z.string().nullable());

export const templateErrors = {
  NAME_TAKEN: { data: z.object({ name: z.string() }) },
  TEMPLATE_BUILT_IN: { data: z.object({ name: z.string() }) },
  /** With sample values, at the coarsest resolution that the template is meant for. */
  TEMPLATE_WOULD_NOT_SCAN: {
    data: z.object({
      element: z.string(),
      problem: z.string(),
      neededMm: z.number(),
      availableMm: z.number(),
      characters: z.string(),
      dpi: z.number(),
    }),
  },
  /** No category has such a field, or its values are not for labels (secrets, costs). */
  FIELD_NOT_FOR_LABELS: { data: z.object({ name: z.string() }) },
} as const;

export const templateContract = {
  listTemplates: query('asset.view').output(z.array(templateRow)),
  getTemplate: query('asset.view')
    .input(z.object({ id: templateId }))
    .output(
      templateRow.extend({
        template: z.custom<LabelTemplate>((value) => typeof value === 'object' && value !== null),
        version: z.number().int(),
      }),
    ),
  /** What the placeholders stand for with one thing of the register, or with a made-up one. */
  templateValues: query('asset.view')
    .input(z.object({ subject: z.enum(labelSubjects), id: id.nullable() }))
    .output(values),
  /** Names of the fields of categories that a label may show, each once. */
  labelFields: query('asset.view').output(z.array(z.string())),
  saveTemplate: command('label.design')
    .input(
      z.object({
        id: templateId.nullable(),
        version: z.number().int().nullable(),
        categoryId: id.nullable(),
        design: templateDesign,
      }),
    )
    .output(z.object({ id: templateId, version: z.number().int() }))
    .errors(templateErrors),
  archiveTemplate: command('label.design')
    .input(z.object({ id: templateId }))
    .errors(templateErrors),
  /** Asks where, then writes the template as a file for another inventory. */
  exportTemplate: job('asset.view')
    .input(z.object({ id: templateId }))
    .output(z.object({ path: z.string().nullable() })),
  importTemplate: command('label.design')
    .input(z.object({ content: z.string().max(templateFileLimit) }))
    .output(z.object({ id: templateId, name: z.string() }))
    .errors({
      ...templateErrors,
      FILE_REFUSED: { data: z.object({ reason: z.string(), facts: z.record(z.string(), z.string()) }) },
    }),
};
