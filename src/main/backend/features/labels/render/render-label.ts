import type { PrinterLanguage } from '#shared/features/labels/printer-contract.ts';
import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { renderBrother } from './brother.ts';
import { drawLabel } from './draw-label.ts';
import { renderEpl } from './epl.ts';
import type { PrintSettings } from './print-settings.ts';
import { renderTspl } from './tspl.ts';
import { renderZpl } from './zpl.ts';

export type UndrawableCode = 'FIELD_TOO_LONG' | 'NO_ROLL' | 'OUTSIDE_PRINTABLE';

export type RenderedLabel = { ok: true; data: Uint8Array } | { ok: false; code: UndrawableCode };

/** The exact bytes of a label in the printer's language. */
export function renderLabel(layout: LabelLayout, language: PrinterLanguage, settings: PrintSettings): RenderedLabel {
  switch (language) {
    case 'zpl': {
      const rendered = renderZpl(layout, settings);
      return rendered.ok ? { ok: true, data: Buffer.from(rendered.zpl, 'utf8') } : { ok: false, code: rendered.code };
    }
    case 'tspl':
      return { ok: true, data: renderTspl(drawLabel(layout), layout, settings) };
    case 'epl':
      return { ok: true, data: renderEpl(drawLabel(layout), layout.dpi, settings) };
    case 'brother':
      return renderBrother(drawLabel(layout), layout, settings);
  }
}
