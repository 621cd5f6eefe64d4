import * as z from 'zod';
import { printerLanguages } from '#shared/features/labels/contract.ts';
import type { Printer } from '#shared/features/labels/contract.ts';
import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { renderLabel } from './render/render-label.ts';
import type { RenderedLabel } from './render/render-label.ts';

// What an older version queued knows no pictures.
const layoutBefore: Pick<LabelLayout, 'images'> = { images: [] };

const labelContent = z.object({
  tag: z.string(),
  language: z.enum(printerLanguages),
  layout: z.custom<LabelLayout>((value) => typeof value === 'object' && value !== null),
  settings: z.object({
    copies: z.number(),
    offsetXDots: z.number(),
    offsetYDots: z.number(),
    darkness: z.number().nullable(),
    speed: z.number().nullable(),
  }),
});
export type LabelContent = z.infer<typeof labelContent>;

/** What a queued label keeps, so that a later change of its printer or asset doesn't change what is printed. */
export function contentOf(label: { tag: string; layout: LabelLayout }, printer: Printer, copies: number): LabelContent {
  const { offsetXDots, offsetYDots, darkness } = printer;
  return {
    tag: label.tag,
    language: printer.language,
    layout: label.layout,
    settings: { copies, offsetXDots, offsetYDots, darkness, speed: null },
  };
}

export function readContent(json: string): LabelContent {
  const content = labelContent.parse(JSON.parse(json));
  return { ...content, layout: { ...layoutBefore, ...content.layout } };
}

/** The bytes for the printer. Drawn when they are sent: dots take time and room. */
export function renderContent({ layout, language, settings }: LabelContent): RenderedLabel {
  return renderLabel(layout, language, settings);
}
