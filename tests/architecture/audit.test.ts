import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let registry: Server | null = null;
let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'quartermaster-npm-'));
});
afterEach(() => {
  rmSync(cache, { recursive: true, force: true });
  registry?.closeAllConnections();
  registry?.close();
});

/** Asks a registry of this computer, which answers an audit like this and knows nothing else. */
async function audit(status: number, answer: object, ...options: string[]) {
  registry = createServer((request, response) => {
    const isAudit = request.method === 'POST' && request.url?.includes('/advisories/bulk') === true;
    response.writeHead(isAudit ? status : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAudit ? answer : {}));
  });
  registry.listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const { port } = registry.address() as AddressInfo;
  const child = spawn(process.execPath, [join(root, 'scripts', 'audit.mjs'), ...options], {
    cwd: root,
    // What npm hears here must not be kept for others.
    env: { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: cache },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code: Number(code), said };
}

const hole = (severity: string, id: number) => ({
  pdfkit: [
    {
      id,
      url: 'https://example.invalid/1',
      title: 'A hole',
      severity,
      vulnerable_versions: '<99',
      cwe: [],
      cvss: {},
    },
  ],
});

describe('the audit of what is handed out', () => {
  it('[S5] is said aloud to have been left out where the registry answers none, and fails only for who insists', async () => {
    const left = await audit(405, {});
    expect(left).toMatchObject({ code: 0, said: expect.stringContaining('NOT looked for') as string });
    expect(await audit(405, {}, '--insist')).toMatchObject({ code: 1 });
  }, 60_000);

  it('[S5] fails for a grave hole by its name, and tells one that is not', async () => {
    const grave = await audit(200, hole('high', 1));
    expect(grave).toMatchObject({ code: 1, said: expect.stringContaining('known hole, high: pdfkit') as string });
    const lesser = await audit(200, hole('low', 2));
    expect(lesser).toMatchObject({ code: 0, said: expect.stringContaining('known hole, low: pdfkit') as string });
    expect(await audit(200, {})).toMatchObject({
      code: 0,
      said: expect.stringContaining('none that is grave') as string,
    });
  }, 60_000);
});
