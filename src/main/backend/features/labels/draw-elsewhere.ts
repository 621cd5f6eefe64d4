import { Failure } from '#backend/kernel/failure.ts';
import type { Host } from '#backend/kernel/host/host.ts';
import { threadChannel } from '#backend/kernel/jobs/thread-channel.ts';
import { runInWorker } from '#backend/kernel/jobs/run-in-worker.ts';
import type { PdfWish } from './draw-tasks.ts';
import type { RenderedLabel } from './render/render-label.ts';

// Drawing takes tens of milliseconds a label and PDF seconds a thousand: a scan at the desk must not wait for either.

const neverAborted = new AbortController().signal;

/** As a source it lies beside this file; built, beside the entries, of which this file is a chunk. */
function drawingThread(): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL('./drawing.ts', here);
  return new URL(here.includes('/chunks/') ? '../drawing.js' : './drawing.js', here);
}

/** In a thread of its own; where none can be started, in the process for long work, which takes longer to come up. */
async function elsewhere(host: Host, task: string, input: unknown, signal: AbortSignal): Promise<unknown> {
  try {
    return await runInWorker(threadChannel(drawingThread()), task, input, signal, () => undefined);
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'WORKER_LOST')) throw error;
    return runInWorker(await host.startWorker(), task, input, signal, () => undefined);
  }
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
