import { TextDecoder } from 'node:util';
import { TableError } from './table.ts';
import { refuseDeclaredEncoding } from './xml-part.ts';

/** Longest word after `<!` that is looked for. */
const CARRIED = 10;

/**
 * The text of an XML part that arrives in pieces, under the same rules as a whole one: UTF-8, or UTF-16 with a mark, and
 * no document type anywhere in it.
 * @throws TableError DTD_REFUSED or UNSUPPORTED_ENCODING
 */
export async function* xmlPieces(part: string, pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let carried = '';
  for await (const piece of pieces) {
    decoder ??= decoderFor(part, piece);
    const text = decoded(part, decoder, piece);
    if (carried === '' && text !== '') refuseDeclaredEncoding(part, text.slice(0, 400));
    const looked = carried + text;
    if (looked.includes('<!') && /<!(?:DOCTYPE|ENTITY|ELEMENT)/i.test(looked))
      throw new TableError('DTD_REFUSED', { part });
    carried = looked.slice(-CARRIED);
    yield text;
  }
}

function decoderFor(part: string, [first, second]: Buffer): TextDecoder {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  if (first === 0 || second === 0) throw new TableError('UNSUPPORTED_ENCODING', { part, claimed: 'utf-16' });
  return new TextDecoder('utf-8');
}

function decoded(part: string, decoder: TextDecoder, piece: Buffer): string {
  try {
    return decoder.decode(piece, { stream: true });
  } catch {
    throw new TableError('UNSUPPORTED_ENCODING', { part, claimed: decoder.encoding });
  }
}
