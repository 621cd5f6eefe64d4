import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { scheme } from './addresses.ts';

/**
 * Inline styles are allowed because Mantine sets them from scripts (sizes, positions, its variables); inline scripts
 * are not, which is what matters. WebAssembly and one worker are the decoder of the camera's pictures. Everything else comes from the application's own files.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "worker-src 'self'",
].join('; ');

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** The only types of file that are handed to a page; whatever else lies in the folder stays there. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.wasm': 'application/wasm',
};

/** The path inside the folder that an address names, or null when it is not one that we serve. */
export function pathOf(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || parsed.protocol !== `${scheme}:` || parsed.host !== 'qm') return null;
  let path: string;
  try {
    path = decodeURIComponent(parsed.pathname);
  } catch {
    return null;
  }
  // Decoded once; a percent sign that is left was encoded twice, and no file of ours has one in its name.
  if (/[\\\0:%]/.test(path) || !path.startsWith('/')) return null;
  if (path === '/') return 'index.html';
  const segments = path.slice(1).split('/');
  return segments.some((segment) => segment === '' || segment.startsWith('.')) ? null : segments.join('/');
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' } });
}

/** A document made here instead of read from the folder, under the same policy. */
export function documentResponse(html: string): Response {
  return new Response(html, { status: 200, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' } });
}

/** Answers a request for a file of the page: GET only, inside the folder, of a known type, through no link. */
export async function serveFile(request: { method: string; url: string }, folder: string): Promise<Response> {
  if (request.method !== 'GET') return plain(405, 'Method not allowed');
  const path = pathOf(request.url);
  const type = path === null ? undefined : types[extname(path)];
  if (path === null || type === undefined) return plain(404, 'Not found');
  try {
    const root = await realpath(folder);
    const file = join(root, ...path.split('/'));
    const inside = relative(root, await realpath(file));
    if (inside !== path.split('/').join(sep) || isAbsolute(inside)) return plain(404, 'Not found');
    const body = new Uint8Array(await readFile(file));
    return new Response(body, { status: 200, headers: { ...headers, 'Content-Type': type } });
  } catch {
    return plain(404, 'Not found');
  }
}
