import { attachmentLimit, thumbnailLimit } from '#shared/rpc/attachment.ts';
import type { BackendPort } from '#backend/kernel/host/electron-host.ts';

/** Characters that a request may have without its files: a pasted list of thousands fits in many times. */
const longestRequest = 4 * 1024 * 1024;
/** Bytes of a request with the largest file that can be attached. */
const longestMessage = attachmentLimit + thumbnailLimit + longestRequest;
/** What stands between a request and its files; UTF-8 has no such byte. */
const endOfRequest = 0xff;
const kinds = { request: 1, event: 3, end: 4 } as const;

/** Whether a page may say this: a request, or a word on a running one, in the form of the protocol and of limited length. */
export function isSound(message: unknown): boolean {
  if (typeof message === 'string') return message.length <= longestRequest && isRequest(message);
  if (!(message instanceof Uint8Array || message instanceof ArrayBuffer)) return false;
  const bytes = message instanceof Uint8Array ? message : new Uint8Array(message);
  if (bytes.length > longestMessage) return false;
  const end = bytes.indexOf(endOfRequest);
  const request = bytes.subarray(0, end === -1 ? bytes.length : end);
  return request.length <= longestRequest && isRequest(new TextDecoder().decode(request));
}

function isRequest(text: string): boolean {
  const message = parse(text);
  if (!isRecord(message) || typeof message['i'] !== 'string') return false;
  const kind = message['t'] ?? kinds.request;
  if (kind === kinds.end) return true;
  const said = message['p'];
  if (!isRecord(said)) return false;
  if (kind === kinds.event) return typeof said['e'] === 'string';
  const headers = said['h'] ?? {};
  return kind === kinds.request && isPath(said['u']) && isRecord(headers);
}

function isPath(path: unknown): boolean {
  return typeof path === 'string' && /^(?:\/[A-Za-z]\w*)+$/.test(path);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The port of a page behind a gate: what no page of ours says would end the whole backend, whose reader of messages
 * trusts their form. A page that says such a thing is not ours any more, and its port is closed.
 */
export function guardPort(port: BackendPort, refused: () => void): BackendPort {
  function on(event: 'message' | 'close', listener: ((event: { data: unknown }) => void) & (() => void)): unknown {
    if (event === 'close') return port.on('close', listener);
    return port.on('message', (message) => {
      if (isSound(message.data)) return listener(message);
      refused();
      port.close();
    });
  }
  return {
    on,
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  };
}
