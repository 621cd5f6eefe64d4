import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import type { PrintRequest } from '#backend/kernel/host/messages.ts';
import { scheme } from './addresses.ts';
import { pagePreferences } from './window.ts';

const documentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";
const micronsPerInch = 25_400;
const documents = new Map<string, string>();

/** A session of its own, in memory, that knows nothing but the documents waiting to be printed. */
function printSession() {
  const own = session.fromPartition('print', { cache: false });
  if (!own.protocol.isProtocolHandled(scheme)) {
    own.protocol.handle(scheme, (request) => {
      const html = documents.get(new URL(request.url).pathname.slice(1));
      if (html === undefined) return new Response('Not found', { status: 404 });
      return new Response(html, {
        headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': documentPolicy },
      });
    });
  }
  return own;
}

/**
 * Makes a PDF of a document in a hidden page without scripts.
 * Pages have the given size, in micrometres, unless the document's own `@page` rule says otherwise.
 */
export async function printToPdf({ html, pageWidthMicrons, pageHeightMicrons }: PrintRequest): Promise<Uint8Array> {
  const name = randomUUID();
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...pagePreferences(), javascript: false, images: true, session: printSession() },
  });
  documents.set(name, html);
  try {
    await window.loadURL(`${scheme}://print/${name}`);
    const pdf = await window.webContents.printToPDF({
      pageSize: { width: pageWidthMicrons / micronsPerInch, height: pageHeightMicrons / micronsPerInch },
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      preferCSSPageSize: true,
      printBackground: true,
    });
    return new Uint8Array(pdf);
  } finally {
    documents.delete(name);
    window.destroy();
  }
}
