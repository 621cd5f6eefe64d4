import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

interface Locked {
  license?: string;
  hasInstallScript?: boolean;
  resolved?: string;
  integrity?: string;
  dev?: boolean;
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
const { allowScripts, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  allowScripts: Record<string, boolean>;
  dependencies: Record<string, string>;
};
const installed = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Licences whose terms an application under MIT keeps by naming them. */
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'WTFPL',
  'CC0-1.0',
  'CC-BY-4.0',
  'OFL-1.1',
  'Python-2.0',
  'MPL-2.0',
]);

/** Those that say what they allow in a file instead of by a name; each was read. */
const read = new Map([
  ['png-js', 'MIT'],
  ['dejavu-fonts-ttf', 'Bitstream Vera, and public domain'],
]);

describe('what is installed', () => {
  it('[S5] is fixed by its digest and comes from whatever registry the machine is set to', () => {
    expect(installed.length).toBeGreaterThan(500);
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual(
      [],
    );
  });

  it('[S5] runs nothing of its own while it is installed', () => {
    const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(scripted.filter((name) => allowScripts[name] !== false)).toEqual([]);
    expect(Object.values(allowScripts)).not.toContain(true);
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toContain('strict-allow-scripts=true');
  });

  it('[S5] may be passed on', () => {
    const doubtful = installed.filter(([path, { license }]) => {
      if (read.has(nameOf(path))) return false;
      const names = (license ?? '').replaceAll(/[()]/g, '').split(/ (?:AND|OR) /);
      return !names.every((name) => permissive.has(name));
    });
    expect(doubtful.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  it('[S5] is named to the patch, so that nothing newer slips in', () => {
    const loose = Object.entries(dependencies).filter(
      ([, version]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

describe('the package', () => {
  it('[S5] E-15 turns off every way into Node but the application itself', () => {
    const lines = readFileSync(join(root, 'electron-builder.yml'), 'utf8').split('\n');
    const from = lines.indexOf('electronFuses:') + 1;
    const length = lines.slice(from).findIndex((line) => !line.startsWith('  '));
    const fuses = lines
      .slice(from, from + length)
      .map((line) => line.trim())
      .filter((line) => !line.startsWith('#'));
    expect(fuses.toSorted()).toEqual([
      'enableCookieEncryption: true',
      'enableEmbeddedAsarIntegrityValidation: true',
      'enableNodeCliInspectArguments: false',
      'enableNodeOptionsEnvironmentVariable: false',
      'grantFileProtocolExtraPrivileges: false',
      'loadBrowserProcessSpecificV8Snapshot: false',
      'onlyLoadAppFromAsar: true',
      'runAsNode: false',
    ]);
  });
});
