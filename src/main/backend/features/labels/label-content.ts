import * as z from 'zod';
import { printerLanguages } from '#shared/features/labels/printer-contract.ts';
import type { MediumSettings, Printer } from '#shared/features/labels/printer-contract.ts';
import { toDots } from '#shared/features/labels/dots.ts';
import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { renderLabel } from './render/render-label.ts';
import { refusalOfRoll } from './render/brother.ts';
import type { RenderedLabel, UndrawableCode } from './render/render-label.ts';

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
    epc: z.string().nullable().default(null),
    mediumKey: z.string().nullable().default(null),
  }),
});
export type LabelContent = z.infer<typeof labelContent>;

/**
 * How a printer prints: by what was set for the medium that is loaded, else by its own settings.
 * @param own null where nothing was set for the medium
 */
function settingsOf(printer: Printer, own: MediumSettings | null) {
  if (own === null) {
    const { offsetXDots, offsetYDots, darkness } = printer;
    return { offsetXDots, offsetYDots, darkness, speed: null };
  }
  return {
    offsetXDots: toDots(own.offsetXUm / 1000, printer.dpi),
    offsetYDots: toDots(own.offsetYUm / 1000, printer.dpi),
    darkness: own.darkness,
    speed: own.speed,
  };
}

/** What a queued label keeps, so that a later change of its printer or asset doesn't change what is printed. */
export function contentOf(
  label: { tag: string; layout: LabelLayout; epc: string | null },
  printer: Printer,
  own: MediumSettings | null,
  copies: number,
): LabelContent {
  return {
    tag: label.tag,
    language: printer.language,
    layout: label.layout,
    settings: { copies, ...settingsOf(printer, own), epc: label.epc, mediumKey: printer.mediumKey },
  };
}

export function readContent(json: string): LabelContent {
  const content = labelContent.parse(JSON.parse(json));
  return { ...content, layout: { ...layoutBefore, ...content.layout } };
}

/** The bytes for the printer. Drawing dots takes time and is done away from the backend's thread. */
export function renderContent({ layout, language, settings }: LabelContent): RenderedLabel {
  return renderLabel(layout, language, settings);
}

/** Why a printer can't print it, as far as that is known without drawing it; null where nothing is in the way. */
export function refusalOf({ layout, language, settings }: LabelContent): UndrawableCode | null {
  if (language === 'zpl') {
    const rendered = renderLabel(layout, language, settings);
    return rendered.ok ? null : rendered.code;
  }
  return language === 'brother' ? refusalOfRoll(layout, settings) : null;
}
