import * as z from 'zod';
import { placeholdersIn } from './expression.ts';

/** What a label can say. Which of them have a value depends on what is printed: an asset, a person or a place. */
export const placeholders = [
  'tag',
  'name',
  'model',
  'serial',
  'owner',
  'category',
  'code',
  'department',
  'place',
  'url',
] as const;
export type Placeholder = (typeof placeholders)[number];

/** Values for the placeholders; what is absent, null or blank counts as empty. */
export type LabelValues = { readonly [name in Placeholder]?: string | null };

export const symbologies = ['code128', 'qr', 'datamatrix'] as const;
export type Symbology = (typeof symbologies)[number];

const millimetres = z.number().min(0).max(1000);
const length = z.number().positive().max(1000);
const placed = {
  /** Names the element in problems; unique in its template. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
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
  .refine((value) => placeholdersIn(value).every((name) => (placeholders as readonly string[]).includes(name)));

const textElement = z.object({
  ...placed,
  type: z.literal('text'),
  value: expression,
  /** Size of the font (its em), millimetres: the largest one that is tried. */
  sizeMm: length,
  /** The smallest size that `shrink` may use. */
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

const labelElement = z.discriminatedUnion('type', [textElement, barcodeElement, lineElement, boxElement]);

/** A label as data: sizes and places in millimetres, contents as expressions over the placeholders. */
export const labelTemplate = z
  .object({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    name: z.string().min(1).max(80),
    /** What is printed on it. */
    subject: z.enum(['asset', 'person', 'place']),
    widthMm: z.number().min(10).max(300),
    heightMm: z.number().min(5).max(300),
    elements: z.array(labelElement).min(1).max(50),
  })
  .refine(({ elements }) => new Set(elements.map((element) => element.id)).size === elements.length);
export type LabelTemplate = z.infer<typeof labelTemplate>;
/** A template as it is written down: what has a default may be left out. */
export type LabelTemplateInput = z.input<typeof labelTemplate>;
