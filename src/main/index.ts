import { join } from 'node:path';
import { app } from 'electron';
import { openApplication } from './shell/application.ts';
import { applicationArguments, dataFolderOf } from './shell/arguments.ts';
import { report } from './shell/log.ts';

// First of all: without a listener Electron shows a modal box that waits for somebody who may not be there.
process.on('uncaughtException', (error) => {
  report('uncaught-exception', { message: error.message, stack: error.stack });
  if (!app.isPackaged || process.env['QM_TEST'] !== undefined) app.exit(1);
});
process.on('unhandledRejection', (reason) => {
  throw reason instanceof Error ? reason : new Error(String(reason));
});

const debuggingSwitches = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'js-flags'];

async function main(): Promise<void> {
  // A released application is not to be looked into from outside.
  if (app.isPackaged && debuggingSwitches.some((each) => app.commandLine.hasSwitch(each))) {
    report('debugging-refused');
    app.exit(1);
    return;
  }
  const args = applicationArguments(process.argv, app.isPackaged, app.getAppPath());
  if (args[0] === 'cli') {
    const { runCli } = await import('./backend/cli.ts');
    app.exit(await runCli(args.slice(1)));
    return;
  }
  if (args[0] === 'self-test') {
    const { runSelfTest } = await import('./shell/self-test/self-test.ts');
    await runSelfTest(join(import.meta.dirname, '..'));
    return;
  }
  const dataFolder = dataFolderOf(args, process.env, app.getPath('userData'));
  await openApplication(dataFolder, join(import.meta.dirname, '..'), args);
}

void main();
