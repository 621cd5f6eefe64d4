import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startZplPrinter } from './zpl-printer.ts';

/** Sends pieces one after the other and collects the answers until `marker` comes. */
function talk(port: number, pieces: string[], marker: string): Promise<string> {
  return new Promise((done, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece);
    });
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (!answer.includes(marker)) return;
      socket.destroy();
      done(answer);
    });
  });
}

test('[V6] the simulated printer says who it is and takes commands in pieces', async () => {
  const printer = await startZplPrinter();
  const answer = await talk(printer.port, ['^XA^FDŽ', 'luť^FS^X', 'Z~H', 'I'], 'ZPL-SIMULATOR');
  expect(answer.startsWith('\u0002ZPL-SIMULATOR')).toBe(true);
  expect(printer.received).toEqual(['^XA^FDŽluť^FS^XZ']);
  await printer.close();
});

test('[V6] labels wait in the buffer while a fault is present and print when it is gone', async () => {
  const printer = await startZplPrinter({ faults: { paperOut: true } });
  const held = await talk(printer.port, ['^XA^XZ^XA^XZ~HS'], '1234,0');
  expect(held).toContain('030,1,0,0200,002,');
  expect(printer.received).toEqual([]);
  printer.faults.paperOut = false;
  expect(await talk(printer.port, ['~HS'], '1234,0')).toContain('030,0,0,0200,000,');
  expect(printer.received).toHaveLength(2);
  await printer.close();
});

test('[V6] the simulated printer runs as a command and writes a file for each label', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zpl-printer-'));
  const file = resolve(import.meta.dirname, 'zpl-printer-command.ts');
  const child = spawn(process.execPath, [file, '--port', '0', '--out', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((done) => {
    child.stdout.on('data', (chunk: Buffer) => done(Number(/127\.0\.0\.1:(\d+)/.exec(chunk.toString())?.[1])));
  });
  await talk(port, ['^XA^FDone^FS^XZ~HI'], 'ZPL-SIMULATOR');
  expect(await readFile(join(folder, 'label-0001.zpl'), 'utf8')).toBe('^XA^FDone^FS^XZ\n');
  const closed = new Promise((done) => child.once('close', done));
  child.kill();
  await closed;
  await rm(folder, { recursive: true });
});
