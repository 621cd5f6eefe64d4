// A Debian package of the unpacked application, made by dpkg-deb alone: electron-builder's own way needs a tool that is
// neither in Debian nor on npm.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal, root } from './places.mjs';

const home = '/opt/Quartermaster';
const mimeType = 'application/vnd.quartermaster.pack';

/** What Electron is linked against; both names of a library that Debian 13 has renamed. */
const depends = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libgbm1',
  'libasound2 | libasound2t64',
  'libnotify4',
  'xdg-utils',
].join(', ');

const desktopEntry = `[Desktop Entry]
Name=Quartermaster
Comment=The IT asset desk
Exec=${home}/quartermaster %f
Terminal=false
Type=Application
Icon=quartermaster
StartupWMClass=Quartermaster
MimeType=${mimeType};
Categories=Office;
`;

const mimeInfo = `<?xml version="1.0" encoding="utf-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${mimeType}">
    <comment>Audit pack of Quartermaster</comment>
    <glob pattern="*.qmpack"/>
    <icon name="x-office-spreadsheet"/>
  </mime-type>
</mime-info>
`;

/** The databases of icons, types and menus are brought up to date by triggers of their own packages. */
function control(version, kilobytes) {
  return `Package: quartermaster
Version: ${version}
Section: misc
Priority: optional
Architecture: amd64
Maintainer: The Quartermaster authors <noreply@quartermaster.invalid>
Installed-Size: ${kilobytes}
Depends: ${depends}
Description: The IT asset desk
 A desktop application that runs the whole life of an organisation's IT assets
 and proves every step.
`;
}

function call(command, args, env = {}) {
  const { status, stderr, stdout } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (status !== 0) throw new Refusal(`${command} failed: ${stderr || stdout}`);
  return stdout;
}

function put(file, content, mode = 0o644) {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o755 });
  writeFileSync(file, content, { mode });
}

function fill(tree, folder, version) {
  const application = join(tree, home);
  mkdirSync(join(tree, 'opt'), { recursive: true });
  cpSync(folder, application, { recursive: true });
  // Chromium's own sandbox needs it where user namespaces are switched off.
  chmodSync(join(application, 'chrome-sandbox'), 0o4755);
  const share = join(tree, 'usr', 'share');
  put(join(share, 'applications', 'quartermaster.desktop'), desktopEntry);
  put(join(share, 'mime', 'packages', 'quartermaster.xml'), mimeInfo);
  put(join(share, 'doc', 'quartermaster', 'copyright'), '');
  copyFileSync(join(root, 'LICENSE'), join(share, 'doc', 'quartermaster', 'copyright'));
  const icons = join(root, 'resources', 'icons');
  for (const name of readdirSync(icons).filter((each) => each.endsWith('.png'))) {
    const apps = join(share, 'icons', 'hicolor', name.slice(0, -4), 'apps');
    mkdirSync(apps, { recursive: true });
    copyFileSync(join(icons, name), join(apps, 'quartermaster.png'));
  }
  mkdirSync(join(tree, 'usr', 'bin'), { recursive: true });
  symlinkSync(`${home}/quartermaster`, join(tree, 'usr', 'bin', 'quartermaster'));
  const kilobytes = Number(call('du', ['-sk', tree]).split('\t')[0]);
  put(join(tree, 'DEBIAN', 'control'), control(version, kilobytes));
}

/**
 * @param folder the unpacked application
 * @param file where the package is written
 * @param date seconds since 1970; the same sources give the same package
 * @throws Refusal where there is no dpkg-deb
 */
export function makeDebianPackage({ folder, file, version, date }) {
  const tree = mkdtempSync(join(tmpdir(), 'quartermaster-deb-'));
  try {
    chmodSync(tree, 0o755);
    fill(tree, folder, version);
    call('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', tree, file], { SOURCE_DATE_EPOCH: String(date) });
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}
