import * as z from 'zod';
import { fieldNameOf, isWellFormed, placeholdersIn } from './expression.ts';

/** What labels are printed for. A bin is a place whose label is scanned to take one from it, an article what is counted. */
export const labelSubjects = ['asset', 'person', 'place', 'bin', 'kit', 'article', 'command'] as const;
export type LabelSubject = (typeof labelSubjects)[number];

const ofPlace = ['code', 'name', 'path', 'kind', 'owner'] as const;

/** What a label can say, by what it is printed for; an asset's can also name fields of its category. */
export const placeholdersOf = {
  asset: ['tag', 'name', 'model', 'serial', 'category', 'department', 'place', 'custodian', 'gs1', 'owner'],
  person: ['code', 'name', 'title', 'department', 'owner'],
  place: ofPlace,
  bin: ofPlace,
  kit: ['code', 'name', 'content', 'owner'],
  article: ['code', 'name', 'unit', 'supplier', 'supplierarticle', 'owner'],
  command: ['code', 'name', 'owner'],
} as const satisfies Readonly<Record<LabelSubject, readonly string[]>>;

/** Values by placeholder; what is absent, null or blank counts as empty. */
export type LabelValues = Readonly<Record<string, string | null | undefined>>;

export const symbologies = ['code128', 'code39', 'qr', 'datamatrix', 'gs1-128', 'gs1-datamatrix'] as const;
export type Symbology = (typeof symbologies)[number];

const millimetres = z.number().min(0).max(1000);
const length = z.number().positive().max(1000);
const placed = {
  /** Names the element in problems; unique in its template. */
  id: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9-]*$/),
  /** Left edge, millimetres from the left edge of the label. */
  x: millimetres,
  /** Upper edge, millimetres from the upper edge of the label. */
  y: millimetres,
  width: length,
  height: length,
};

const expression = z
  .string()
  .min(1)
  .max(300)
  // oxlint-disable-next-line no-control-regex -- control characters are what this refuses
  .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/u)
  .refine(isWellFormed);

const textElement = z.object({
  ...placed,
  type: z.literal('text'),
  value: expression,
  /** Size of the font (its em), millimetres: the largest one that is tried. */
  sizeMm: length,
  /** The smallest size that may be used before something is cut. */
  minSizeMm: length.optional(),
  bold: z.boolean().default(false),
  align: z.enum(['left', 'center', 'right']).default('left'),
  lines: z.number().int().min(1).max(10).default(1),
  /** `shrink` never drops a character and refuses what is too long; `ellipsis` cuts the last line. */
  overflow: z.enum(['shrink', 'ellipsis']).default('ellipsis'),
});
export type TextElement = z.infer<typeof textElement>;

const barcodeElement = z.object({
  ...placed,
  type: z.literal('barcode'),
  symbology: z.enum(symbologies),
  value: expression,
  /** The widest module worth printing; the layout takes the widest that fits, up to this one. */
  maxModuleMm: length.default(0.5),
});
export type BarcodeElement = z.infer<typeof barcodeElement>;

/** A filled rectangle, thin enough to be a line. */
const lineElement = z.object({ ...placed, type: z.literal('line') });

/** The outline of a rectangle; the stroke lies inside. */
const boxElement = z.object({ ...placed, type: z.literal('box'), strokeMm: length });

/** Side of a picture, dots: a logo needs no more, and every label of a batch carries it to the printer. */
export const longestPictureSide = 600;

/** Black and white, rows padded to whole bytes, 1 is dark, as hexadecimal digits. */
const picture = z
  .object({
    columns: z.number().int().min(1).max(longestPictureSide),
    rows: z.number().int().min(1).max(longestPictureSide),
    bits: z
      .string()
      .max(Math.ceil(longestPictureSide / 8) * longestPictureSide * 2)
      .regex(/^(?:[0-9a-f]{2})+$/),
  })
  .refine(({ columns, rows, bits }) => bits.length === Math.ceil(columns / 8) * rows * 2);

/** A picture, as large as fits without changing its proportions, in the middle of its room. */
const imageElement = z.object({ ...placed, type: z.literal('image'), picture });
export type ImageElement = z.infer<typeof imageElement>;

const labelElement = z.discriminatedUnion('type', [textElement, barcodeElement, lineElement, boxElement, imageElement]);
export type LabelElement = z.infer<typeof labelElement>;

const expressionsOf = (elements: readonly LabelElement[]) =>
  elements.flatMap((element) => (element.type === 'text' || element.type === 'barcode' ? [element.value] : []));

/** Placeholders that labels of this subject have no value for, each once. Which fields there are the register knows. */
export function unknownPlaceholders(subject: LabelSubject, expressions: readonly string[]): string[] {
  const known: readonly string[] = placeholdersOf[subject];
  const isKnown = (name: string) => (fieldNameOf(name) === null ? known.includes(name) : subject === 'asset');
  return [...new Set(expressions.flatMap(placeholdersIn).filter((name) => !isKnown(name)))];
}

/** Names of the categories' fields that a template shows, each once. */
export function fieldsShownBy(elements: readonly LabelElement[]): string[] {
  const names = expressionsOf(elements).flatMap(placeholdersIn).map(fieldNameOf);
  return [...new Set(names.filter((name) => name !== null))];
}

/** What a designer draws: sizes and places in millimetres, contents as expressions over placeholders. */
export const templateDesign = z
  .object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(80)
      .regex(/^[^\p{Cc}]*$/u),
    /** What is printed on it. */
    subject: z.enum(labelSubjects),
    widthMm: z.number().min(10).max(300),
    heightMm: z.number().min(5).max(300),
    /** The coarsest printer that it must scan from. */
    dpi: z.union([z.literal(203), z.literal(300), z.literal(600)]).default(203),
    elements: z.array(labelElement).min(1).max(50),
  })
  .refine(({ elements }) => new Set(elements.map((element) => element.id)).size === elements.length, {
    path: ['elements'],
  })
  .refine(({ subject, elements }) => unknownPlaceholders(subject, expressionsOf(elements)).length === 0, {
    path: ['elements'],
  });
export type TemplateDesign = z.infer<typeof templateDesign>;
/** A design as it is written down: what has a default may be left out. */
export type TemplateDesignInput = z.input<typeof templateDesign>;

/** A label as data, with the id that print jobs and the command line know it by. */
export type LabelTemplate = TemplateDesign & { id: string };
export type LabelTemplateInput = TemplateDesignInput & { id: string };
export const templateId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9][a-z0-9-]*$/);

/** Checks a template that is part of the application; a mistake in one ends the start. */
export function templateFrom({ id, ...design }: LabelTemplateInput): LabelTemplate {
  return { id: templateId.parse(id), ...templateDesign.parse(design) };
}
