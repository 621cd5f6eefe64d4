// The layers of CONTRIBUTING.md as rules. tests/architecture/boundaries.test.ts plants a violation of each of them.

const registers = 'auth|people|places|assets|suppliers|role-kits|software|handbook|reminders';
const processes =
  'procurement|configuration|role-runs|custody|loans|supplies|stocktakes|tracking|maintenance|support|updates|recovery|ownership|licences|retirement|depreciation|incidents|security|training';
const surfaces =
  'application|backups|costs|dashboard|desk|keys|kiosk|labels|spreadsheets|reconciliation|reports|views|setup';

// A slice has the same name in the three trees.
const tree = '^src/(?:shared|main/backend|renderer)/features/';
const slices = (names) => `${tree}(?:${names})/`;
const modulesNamed = (names) => [`^(?:${names})(?:/|$)`, `(?:^|/)node_modules/(?:${names})/`];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Modules that need each other at run time are one module. Types alone are erased and may point back.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'resolvable',
      'What cannot be found cannot be checked. An address of a file (?url) is resolved by the bundler.',
      {},
      { couldNotResolve: true, pathNot: '\\?url$' },
    ),
    rule(
      'renderer-not-main',
      'The window knows the contract, not the code behind it.',
      { path: '^src/renderer/' },
      { path: '^src/(?:main|preload)/' },
    ),
    rule(
      'renderer-not-electron',
      'The page is sandboxed: it has neither Electron nor Node.',
      { path: '^src/renderer/' },
      { path: modulesNamed('electron') },
    ),
    rule(
      'renderer-not-node',
      'The page is sandboxed: it has neither Electron nor Node.',
      { path: '^src/renderer/' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'backend-not-electron',
      'The backend runs in tests and on the command line as well, where there is no Electron.',
      { path: '^src/main/backend/' },
      { path: modulesNamed('electron') },
    ),
    rule(
      'backend-not-shell',
      'The shell starts the backend, never the other way round.',
      { path: '^src/main/backend/' },
      { path: ['^src/main/shell/', '^src/main/index\\.ts$', '^src/renderer/', '^src/preload/'] },
    ),
    rule(
      'shared-stands-alone',
      'What both sides know depends on neither. The catalogue is data.',
      { path: '^src/shared/' },
      { pathNot: ['^src/shared/', '^resources/catalogue/', ...modulesNamed('zod|@orpc/contract|bwip-js')] },
    ),
    rule(
      'preload-only-electron',
      'The preload passes one port on; whatever else it had would be reachable from the page.',
      { path: '^src/preload/' },
      { pathNot: ['^src/preload/', ...modulesNamed('electron')] },
    ),
    rule(
      'kernel-not-features',
      'The kernel serves the slices; what it shares with them lies in src/shared.',
      { path: '^src/main/backend/kernel/' },
      { path: '^src/main/backend/features/' },
    ),
    rule(
      'domains-are-pure',
      'What is only reckoned knows neither database nor clock: it is tried out on any estate.',
      { path: '^src/main/domains/' },
      { pathNot: ['^src/main/domains/', '^src/shared/'] },
    ),
    rule(
      'slices-by-their-index',
      'Another slice is used through its index.ts only.',
      { path: '^src/main/backend/features/([^/]+)/' },
      {
        path: '^src/main/backend/features/',
        pathNot: ['^src/main/backend/features/$1/', '^src/main/backend/features/[^/]+/index\\.ts$'],
      },
    ),
    rule(
      'registers-at-the-bottom',
      'Registers know neither processes nor surfaces.',
      { path: slices(registers) },
      { path: slices(`${processes}|${surfaces}`) },
    ),
    rule(
      'processes-under-surfaces',
      'Processes do not know the surfaces that show them.',
      { path: slices(processes) },
      { path: slices(surfaces) },
    ),
  ],
  options: {
    // TypeScript 7 has no interface that the default parser could use: it would see no modules and report nothing.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.css', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
