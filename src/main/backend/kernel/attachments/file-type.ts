/** A kind of file that may be kept; everything else is refused. */
export interface FileType {
  /** Media type as the window may be told. */
  type: string;
  extension: string;
  image: boolean;
}

const starts: readonly (FileType & { magic: readonly (number | null)[] })[] = [
  { type: 'image/png', extension: 'png', image: true, magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', extension: 'jpg', image: true, magic: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', extension: 'gif', image: true, magic: [0x47, 0x49, 0x46, 0x38] },
  {
    type: 'image/webp',
    extension: 'webp',
    image: true,
    magic: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
  },
  { type: 'application/pdf', extension: 'pdf', image: false, magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
];

const office = 'application/vnd.openxmlformats-officedocument';
/** Documents in a zip container, by the name of a part that only they have. */
const containers: readonly (FileType & { part: string })[] = [
  { part: 'word/document.xml', type: `${office}.wordprocessingml.document`, extension: 'docx', image: false },
  { part: 'xl/workbook.xml', type: `${office}.spreadsheetml.sheet`, extension: 'xlsx', image: false },
  { part: 'ppt/presentation.xml', type: `${office}.presentationml.presentation`, extension: 'pptx', image: false },
  {
    part: 'application/vnd.oasis.opendocument.text',
    type: 'application/vnd.oasis.opendocument.text',
    extension: 'odt',
    image: false,
  },
];
/** Parts of documents that bring programs along. */
const macros = ['vbaProject.bin', 'macroEnabled'];

/** Text that a program would run or a browser would show as a page. */
const active = /^\s*(?:<|#!|@echo|%!PS)/i;

function textType(bytes: Uint8Array): FileType | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex -- control characters tell a program from a text
    if (/[\u0000-\u0008\u000E-\u001F]/.test(text) || active.test(text)) return null;
    return { type: 'text/plain', extension: 'txt', image: false };
  } catch {
    return null;
  }
}

/**
 * What a file is by its content; its name is never believed.
 * @returns null for everything that is not on the list: programs, scripts, web pages, SVG, archives, empty files
 */
export function fileTypeOf(bytes: Uint8Array): FileType | null {
  if (bytes.length === 0) return null;
  const found = starts.find(({ magic }) => magic.every((byte, index) => byte === null || bytes[index] === byte));
  if (found) return { type: found.type, extension: found.extension, image: found.image };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04) {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (macros.some((name) => content.includes(name))) return null;
    const container = containers.find(({ part }) => content.includes(part));
    return container ? { type: container.type, extension: container.extension, image: false } : null;
  }
  return textType(bytes);
}
