// The one door to everything: brings the installation, the runtime and the build up to date, then runs a command.
//   node scripts/bootstrap.mjs <start|demo|test|faults|dev|e2e|bench|package|package-smoke|setup> [...arguments]
// Plain Node from 18 on; what it starts runs on the Node 24 that is installed with the packages.
import { join } from 'node:path';
import { auditDependencies } from './audit.mjs';
import { printFaults, runFaults, windowFaults } from './faults.mjs';
import { nodeApiVersion, findRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { fitDriver } from './database-driver.mjs';
import { provideBuild, provideInstallation } from './installation.mjs';
import { packageApplication } from './package.mjs';
import { nodePath, Refusal, root, run, say, toolPath } from './places.mjs';
import { onDisplay, provideLibraries, sandboxArguments } from './system-libraries.mjs';
import { failedChecks, failures, forgetReports, playwrightTotals, vitestTotals } from './totals.mjs';

async function provideRuntime(options) {
  const runtime = await findRuntime(options);
  await provideLibraries(runtime.executable);
  fitDriver(runtime, nodeApiVersion(runtime));
  say(`Electron ${runtime.version}, ${runtime.reason}`);
  return runtime;
}

/** Runs a command that opens windows: on the display there is, or on a virtual one. */
function runOnDisplay(runtime, command, args, extra = {}) {
  const [program, programArguments] = onDisplay(command, args);
  return run(program, programArguments, {
    env: { ...runtimeEnvironment(runtime), ...extra },
    display: program === 'xvfb-run',
  });
}

const playwright = (runtime, args) =>
  runOnDisplay(runtime, nodePath(), [toolPath('@playwright/test', 'playwright'), 'test', ...args]);

async function test(args) {
  forgetReports();
  const runtime = await provideRuntime();
  // Nothing is left out after a failure: whoever runs the whole wants to see the whole.
  const check = await run(nodePath(), [join(root, 'scripts', 'check.mjs'), '--keep-going']);
  let windows = 1;
  try {
    await provideBuild();
    windows = await playwright(runtime, args);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
  }
  const [units, scenes] = [vitestTotals(), playwrightTotals()];
  const others = [...failedChecks(), ...(auditDependencies() === 'holes' ? ['audit'] : [])];
  if (others.length > 0) console.log(`failed checks: ${others.join(', ')}`);
  printFaults();
  for (const failure of failures()) console.log(`failed: ${failure.slice(0, 400)}`);
  const missing = Number(!units.ran) + Number(!scenes.ran);
  const failed = units.failed + scenes.failed + others.length + missing;
  console.log(`\n${units.passed + scenes.passed} passed, ${failed} failed`);
  return check === 0 && windows === 0 && failed === 0 ? 0 : 1;
}

async function faults(args) {
  forgetReports();
  const runtime = await provideRuntime();
  const withoutWindow = await runFaults();
  await provideBuild();
  const inWindow = await playwright(runtime, [windowFaults, ...args]);
  const lost = printFaults();
  const failed = vitestTotals().failed + playwrightTotals().failed;
  console.log(`\n${vitestTotals().passed + playwrightTotals().passed} passed, ${failed} failed`);
  return withoutWindow === 0 && inWindow === 0 && lost === 0 && failed === 0 ? 0 : 1;
}

const commands = {
  async start(args) {
    const runtime = await provideRuntime();
    await provideBuild();
    return runOnDisplay(runtime, runtime.executable, [...sandboxArguments(), root, ...args]);
  },
  async dev(args) {
    const runtime = await provideRuntime();
    const withoutSandbox = sandboxArguments().length > 0 ? { NO_SANDBOX: '1' } : {};
    return runOnDisplay(runtime, nodePath(), [toolPath('electron-vite'), 'dev', ...args], withoutSandbox);
  },
  test,
  faults,
  async e2e(args) {
    const runtime = await provideRuntime();
    await provideBuild();
    return playwright(runtime, args);
  },
  async demo(args) {
    const runtime = await provideRuntime();
    await provideBuild();
    return playwright(runtime, ['--config', 'playwright.demo.config.ts', ...args]);
  },
  async bench(args) {
    const runtime = await provideRuntime();
    return runOnDisplay(runtime, nodePath(), [join(root, 'bench', 'run.ts'), ...args]);
  },
  async package(args) {
    const runtime = await provideRuntime();
    await provideBuild();
    return packageApplication(runtime, args);
  },
  async 'package-smoke'(args) {
    const runtime = await provideRuntime();
    return runOnDisplay(runtime, nodePath(), [join(root, 'scripts', 'package-smoke.mjs'), ...args]);
  },
  async setup() {
    await provideRuntime({ fresh: true });
    return 0;
  },
};

const [name, ...rest] = process.argv.slice(2);
try {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (!command)
    throw new Refusal(`usage: node scripts/bootstrap.mjs <${Object.keys(commands).join('|')}> [...arguments]`);
  await provideInstallation();
  process.exitCode = await command(rest);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  process.exitCode = 1;
}
