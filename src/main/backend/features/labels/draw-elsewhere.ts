import type { LabelLayout } from '#shared/features/labels/layout.ts';
import { mediumOf } from '#shared/features/labels/media.ts';
import { fontFiles } from '#backend/kernel/documents/fonts.ts';
import { Failure } from '#backend/kernel/failure.ts';
import type { Host } from '#backend/kernel/host/host.ts';
import { runInWorker } from '#backend/kernel/jobs/run-in-worker.ts';
import type { Task } from '#backend/kernel/jobs/worker-channel.ts';
import { readContent, renderContent } from './label-content.ts';
import type { RenderedLabel } from './render/render-label.ts';
import type { SheetPlace } from './render/pdf.ts';

// Drawing takes tens of milliseconds a label and PDF seconds a thousand: a scan at the desk must not wait for either.

interface PdfWish {
  layouts: LabelLayout[];
  /** Null makes a page of each label. */
  mediumKey: string | null;
  place: SheetPlace;
  createdAt: string;
}

/** What the process for long work can do for labels. */
export const labelTasks: Readonly<Record<string, Task>> = {
  'labels.draw': async (input) => Promise.resolve((input as string[]).map((json) => renderContent(readContent(json)))),
  'labels.pdf': async (input) => {
    const { layouts, mediumKey, place, createdAt } = input as PdfWish;
    const { renderLabelPdf, renderSheetPdf } = await import('./render/pdf.ts');
    const options = { fonts: fontFiles(), title: 'Labels', createdAt: new Date(createdAt) };
    const medium = mediumOf(mediumKey);
    return medium?.sheet === undefined
      ? renderLabelPdf(layouts, options, place)
      : renderSheetPdf(layouts, medium, place, options);
  },
};

const neverAborted = new AbortController().signal;

async function elsewhere(host: Host, task: string, input: unknown, signal: AbortSignal): Promise<unknown> {
  return runInWorker(await host.startWorker(), task, input, signal, () => undefined);
}

/** The bytes of several labels, each in its printer's language. @throws Failure CANCELLED */
export async function drawElsewhere(
  host: Host,
  contents: readonly string[],
  signal: AbortSignal,
): Promise<RenderedLabel[]> {
  return (await elsewhere(host, 'labels.draw', [...contents], signal)) as RenderedLabel[];
}

/** Labels as a PDF: one a page, or on sheets of a medium. @throws Failure CANCELLED */
export async function pdfElsewhere(host: Host, wish: PdfWish, signal: AbortSignal = neverAborted): Promise<Uint8Array> {
  const pdf = await elsewhere(host, 'labels.pdf', wish, signal);
  if (!(pdf instanceof Uint8Array)) throw new Failure('WORKER_LOST', { cause: 'no PDF' });
  return pdf;
}
