import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { mediumOf } from '#shared/features/labels/media.ts';
import { fontFiles } from '#backend/kernel/documents/fonts.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import { readContent, renderContent } from './label-content.ts';
import type { SheetPlace } from './render/pdf.ts';

export interface PdfWish {
  layouts: LabelLayout[];
  /** Null makes a page of each label. */
  mediumKey: string | null;
  place: SheetPlace;
  createdAt: string;
}

/** Each label of the contents that are handed in as JSON, drawn for its printer. */
export const drawTask: Task = async (input) =>
  Promise.resolve((input as string[]).map((json) => renderContent(readContent(json))));

/** Labels as pages of their own or on sheets. */
export const pdfTask: Task = async (input) => {
  const { layouts, mediumKey, place, createdAt } = input as PdfWish;
  const { renderLabelPdf, renderSheetPdf } = await import('./render/pdf.ts');
  const options = { fonts: fontFiles(), title: 'Labels', createdAt: new Date(createdAt) };
  const medium = mediumOf(mediumKey);
  return medium?.sheet === undefined
    ? renderLabelPdf(layouts, options, place)
    : renderSheetPdf(layouts, medium, place, options);
};
