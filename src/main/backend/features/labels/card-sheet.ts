import { layoutLabel } from '#shared/features/labels/layout.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { fontFiles } from '#backend/kernel/documents/fonts.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { fitting } from './label-values.ts';
import { getTemplate } from './template-repository.ts';

/** Resolution that cards on paper are laid out for: an office printer's. */
const paperDpi = 600;

/** Two by five cards of a bank card's size fill an A4 sheet; between them is room for the scissors. Millimetres. */
const cardSheet = {
  kind: 'sheet',
  widthMm: 86,
  heightMm: 54,
  sheet: {
    paper: 'A4',
    pageWidthMm: 210,
    pageHeightMm: 297,
    columns: 2,
    rows: 5,
    leftMm: 16,
    topMm: 9.5,
    pitchXMm: 92,
    pitchYMm: 56,
  },
} as const;

/**
 * Cards of the built-in template for command cards, as a PDF of A4 sheets.
 *
 * @throws Failure LABEL_DOES_NOT_FIT when a name is too long for the card.
 */
export async function renderCardSheet(
  db: Db,
  cards: readonly { code: string; name: string }[],
  { title, now }: { title: string; now: string },
): Promise<Uint8Array> {
  const { template } = await getTemplate(db, 'command-86x54');
  const owner = (await readSetting(db, organisationSetting)).name;
  const layouts = cards.map((card) => fitting(card.name, layoutLabel(template, { ...card, owner }, paperDpi)));
  // Fonts and pages take longer to load than everything a desk needs when it starts.
  const { renderSheetPdf } = await import('./render/pdf.ts');
  const createdAt = new Date(`${dayOf(now)}T00:00:00.000Z`);
  return renderSheetPdf(
    layouts,
    cardSheet,
    { startCell: 0, offsetXUm: 0, offsetYUm: 0 },
    { fonts: fontFiles(), title, createdAt },
  );
}
