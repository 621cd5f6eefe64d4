import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startZplPrinter } from './zpl-printer.ts';

// The printer as a command, `--port 9100 --out folder`: writes every label into a file of its own.
const { values } = parseArgs({
  options: { port: { type: 'string', default: '9100' }, out: { type: 'string', default: 'labels' } },
});
mkdirSync(values.out, { recursive: true });
const printer = await startZplPrinter({
  port: Number(values.port),
  onLabel: (label, number) => {
    const file = join(values.out, `label-${String(number).padStart(4, '0')}.zpl`);
    writeFileSync(file, `${label}\n`);
    process.stdout.write(`${file}\n`);
  },
});
process.stdout.write(`ZPL printer on 127.0.0.1:${printer.port}, labels go to ${values.out}\n`);
