import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive; the false fields are what a hostile archive claims instead of the truth. */
export interface BuiltPart {
  readonly name: string;
  readonly content: Buffer | string;
  readonly claimedBytes?: number;
  readonly flags?: number;
}

/** Builds a zip archive in memory, true or lying. */
export function buildZip(parts: readonly BuiltPart[], options: { readonly overlap?: boolean } = {}): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content, { level: 9 });
    const name = Buffer.from(part.name, 'utf8');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.flags ?? 0x0800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.claimedBytes ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    pieces.push(Buffer.from('504b0304', 'hex'), fields, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(options.overlap === true ? 0 : offset, 10);
    directory.push(Buffer.from('504b01021400', 'hex'), fields, tail, name);
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, central, end]);
}
