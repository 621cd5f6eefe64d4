import { protocol } from 'electron';
import { scheme } from './addresses.ts';
import { failureDocument, failurePath } from './failure-page.ts';
import { documentResponse, serveFile } from './serve-file.ts';

/**
 * Must run before the application is ready. Without `allowServiceWorkers` a page can register none. With `codeCache` the
 * page's compiled scripts are kept from one start to the next, under the hash of their text.
 */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built page out of `folder`, and the document that is shown when the backend can't be kept running. */
export function serveScheme(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    if (request.method === 'GET' && url.host === 'qm' && url.pathname === failurePath) {
      return documentResponse(failureDocument(url.searchParams.get('reference') ?? ''));
    }
    return serveFile(request, folder);
  });
}
