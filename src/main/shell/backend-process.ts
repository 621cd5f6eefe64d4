import { join } from 'node:path';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { FromBackend, StartMessage, ToBackend } from '#backend/kernel/host/messages.ts';
import { startChild } from './child.ts';
import { answerHostCall } from './host.ts';
import { JobsProcesses } from './jobs-processes.ts';
import { report } from './log.ts';
import { classifyCrash } from './restart-policy.ts';

interface Listeners {
  /** A new backend runs: the windows have to connect again. */
  restarted: () => void;
  /** It will not be started again by itself; the reference leads to the reports. */
  gaveUp: (reference: string) => void;
}

const longestStop = 5000;

/** Owns the backend's process: starts it, starts it again when it dies, and stops it in good order. */
export class BackendProcess {
  readonly #built: string;
  readonly #start: StartMessage;
  readonly #listeners: Listeners;
  #child: UtilityProcess | null = null;
  /** Ports of windows that were there before the first start; null afterwards. */
  #early: MessagePortMain[] | null = [];
  /** What was said before the first start. */
  #said: ToBackend[] = [];
  #jobs: JobsProcesses | null = null;
  #crashes: number[] = [];
  #stopping = false;
  #stopped: (() => void) | null = null;

  constructor(built: string, start: StartMessage, listeners: Listeners) {
    this.#built = built;
    this.#start = start;
    this.#listeners = listeners;
  }

  /** Must not run before the application is ready: Electron forks no process earlier. */
  start(): void {
    if (this.#child !== null || this.#stopping) return;
    const child = startChild(join(this.#built, 'main', 'backend.js'), 'Quartermaster backend');
    const jobs = new JobsProcesses(join(this.#built, 'main', 'jobs.js'), (message, ports) => {
      if (this.#child === child) child.postMessage(message, ports);
    });
    this.#child = child;
    this.#jobs = jobs;
    child.on('message', (message: FromBackend) => {
      this.#receive(message, child, jobs);
    });
    child.once('exit', (code) => {
      jobs.killAll();
      if (this.#child === child) this.#lost(code);
    });
    child.postMessage(this.#start);
    for (const port of this.#early ?? []) this.#hand(port, child);
    this.#early = null;
    for (const message of this.#said.splice(0)) child.postMessage(message);
  }

  /** Hands a window's port to the backend. While one is lost the port is closed; the window is told afterwards. */
  connect(port: MessagePortMain): void {
    if (this.#child !== null) this.#hand(port, this.#child);
    else if (this.#early === null) port.close();
    else this.#early.push(port);
  }

  tell(message: ToBackend): void {
    if (this.#child !== null) this.#child.postMessage(message);
    else if (this.#early !== null) this.#said.push(message);
  }

  /** Starts again after giving up, because a person asked for it. */
  revive(): void {
    if (this.#child === null) this.#crashes = [];
    this.start();
  }

  /** Asks the backend to finish what it is writing, and waits for that, but not for ever. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child === null) return;
    const stopped = new Promise<void>((resolve) => {
      this.#stopped = resolve;
    });
    child.once('exit', () => this.#stopped?.());
    child.postMessage({ kind: 'stop' } satisfies ToBackend);
    const timer = setTimeout(() => {
      report('backend-not-stopped', { waited: longestStop });
      this.#stopped?.();
    }, longestStop);
    await stopped;
    clearTimeout(timer);
    this.#jobs?.killAll();
    child.kill();
  }

  #hand(port: MessagePortMain, child: UtilityProcess): void {
    child.postMessage({ kind: 'window' } satisfies ToBackend, [port]);
  }

  #receive(message: FromBackend, child: UtilityProcess, jobs: JobsProcesses): void {
    switch (message.kind) {
      case 'ready':
        return;
      case 'host-call':
        void answerHostCall(message).then((reply) => {
          if (this.#child === child) child.postMessage(reply);
        });
        return;
      case 'jobs-start':
        jobs.start(message.id);
        return;
      case 'jobs-kill':
        jobs.kill(message.id);
        return;
      case 'stopped':
        this.#stopped?.();
        return;
    }
  }

  #lost(code: number): void {
    this.#child = null;
    if (this.#stopping) return;
    this.#crashes.push(performance.now());
    const verdict = classifyCrash(this.#crashes);
    const reference = report('backend-died', { code, crash: this.#crashes.length });
    if ('giveUp' in verdict) {
      this.#listeners.gaveUp(reference);
      return;
    }
    setTimeout(() => {
      if (this.#stopping || this.#child !== null) return;
      this.start();
      this.#listeners.restarted();
    }, verdict.restartAfter);
  }
}
