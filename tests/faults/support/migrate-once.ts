import { writeSync } from 'node:fs';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { openInventory } from '#backend/kernel/inventory.ts';

/** Opens an older register with the application's own opening code, for a test that kills it. Arguments: file, key in hexadecimal. */
const [file = '', key = ''] = process.argv.slice(2);
writeSync(1, `${JSON.stringify({ begins: file })}\n`);
const inventory = openInventory(file, Buffer.from(key, 'hex'), true, systemSurroundings);
writeSync(1, `${JSON.stringify({ schemaVersion: inventory.schemaVersion })}\n`);
inventory.close();
