// Which addresses are ours. Compared by parsed parts, never by the beginning of a string: `app://qm.evil` is not ours.

export const scheme = 'app';
export const pageUrl = `${scheme}://qm/`;

/** The address of the development server, or null; a packaged application never has one. */
export function developmentUrl(packaged: boolean, env: NodeJS.ProcessEnv): string | null {
  const url = env['ELECTRON_RENDERER_URL'];
  return packaged || url === undefined || url === '' ? null : url;
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** True for documents of the application's own page. */
export function isOwnPage(url: string, development: string | null): boolean {
  const parsed = parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return false;
  if (parsed.protocol === `${scheme}:`) return parsed.host === 'qm';
  const server = development === null ? null : parse(development);
  return server !== null && parsed.protocol === server.protocol && parsed.host === server.host;
}

/** True for what a page may load: its own files, what it made itself, and in development the server's. */
export function mayLoad(url: string, development: string | null): boolean {
  const parsed = parse(url);
  if (parsed === null) return false;
  if (parsed.protocol === 'blob:') return isOwnPage(parsed.pathname, development);
  // The inspector is part of Electron; it only exists in development.
  if (parsed.protocol === 'devtools:') return true;
  if (parsed.protocol === `${scheme}:`) return true;
  if (development === null) return false;
  const server = new URL(development);
  return parsed.host === server.host && ['http:', 'https:', 'ws:', 'wss:'].includes(parsed.protocol);
}

// The makers' pages that tell the warranty of a serial number; the application links nowhere else.
const externalHosts = new Set([
  'www.dell.com',
  'support.hp.com',
  'pcsupport.lenovo.com',
  'checkcoverage.apple.com',
  'support.lenovo.com',
]);

/** True for addresses that may be handed to the system's browser: https, a known host, no user name, no port. */
export function mayOpenExternally(url: string): boolean {
  const parsed = parse(url);
  if (parsed === null) return false;
  const bare = parsed.username === '' && parsed.password === '' && parsed.port === '';
  return parsed.protocol === 'https:' && bare && externalHosts.has(parsed.hostname);
}

/** Copies of attachments that the backend has checked by content; nothing that a system runs has such an extension. */
export function mayOpenFile(path: string): boolean {
  return /[\\/]work[\\/]opened[\\/][\da-f]{16}[\\/][^\\/]+\.(?:png|jpg|gif|webp|pdf|docx|xlsx|pptx|odt|txt)$/.test(
    path,
  );
}
