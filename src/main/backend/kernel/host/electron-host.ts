import type { WorkerChannel } from '#backend/kernel/jobs/worker-channel.ts';
import type { Host } from './host.ts';
import type { FromBackend, HostCall, HostMethod, HostMethods, HostReply } from './messages.ts';

/** A message port of Electron as the backend sees it, without importing Electron. */
export interface BackendPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The host inside the application: asks the main process and waits for its answer. */
export class ElectronHost implements Host {
  readonly #tell: (message: FromBackend) => void;
  readonly #calls = new Map<number, Waiting>();
  readonly #starting = new Map<number, (channel: WorkerChannel) => void>();
  readonly #exits = new Map<number, (cause: string) => void>();
  readonly #gone = new Map<number, PromiseWithResolvers<void>>();
  #next = 1;

  constructor(tell: (message: FromBackend) => void) {
    this.#tell = tell;
  }

  chooseFile: Host['chooseFile'] = async (options) => this.#call('chooseFile', [options]);
  chooseSaveFile: Host['chooseSaveFile'] = async (options) => this.#call('chooseSaveFile', [options]);
  chooseFolder: Host['chooseFolder'] = async () => this.#call('chooseFolder', []);
  showInFolder: Host['showInFolder'] = async (path) => this.#call('showInFolder', [path]);
  openFile: Host['openFile'] = async (path) => this.#call('openFile', [path]);
  setKiosk: Host['setKiosk'] = async (on) => this.#call('setKiosk', [on]);
  notify: Host['notify'] = async (message) => this.#call('notify', [message]);

  keychain: Host['keychain'] = {
    status: async () => this.#call('keychainStatus', []),
    wrap: async (text) => this.#call('keychainWrap', [text]),
    unwrap: async (wrapped) => this.#call('keychainUnwrap', [wrapped]),
  };

  async startWorker(): Promise<WorkerChannel> {
    const id = this.#take();
    return new Promise((resolve) => {
      this.#starting.set(id, resolve);
      this.#tell({ kind: 'jobs-start', id });
    });
  }

  answered(reply: HostReply): void {
    const waiting = this.#calls.get(reply.id);
    this.#calls.delete(reply.id);
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(new Error(reply.error));
  }

  workerStarted(id: number, port: BackendPort): void {
    const resolve = this.#starting.get(id);
    this.#starting.delete(id);
    const gone = Promise.withResolvers<void>();
    this.#gone.set(id, gone);
    resolve?.({
      post: (message) => {
        port.postMessage(message);
      },
      onMessage: (listener) => {
        port.on('message', ({ data }) => {
          listener(data);
        });
        port.start();
      },
      onExit: (listener) => {
        this.#exits.set(id, listener);
      },
      kill: async () => {
        this.#exits.delete(id);
        port.close();
        this.#tell({ kind: 'jobs-kill', id });
        await gone.promise;
      },
    });
  }

  workerExited(id: number, code: number): void {
    const exited = this.#exits.get(id);
    this.#exits.delete(id);
    this.#gone.get(id)?.resolve();
    this.#gone.delete(id);
    exited?.(`exit ${code}`);
  }

  #call<Method extends HostMethod>(
    method: Method,
    args: Parameters<HostMethods[Method]>,
  ): ReturnType<HostMethods[Method]> {
    const id = this.#take();
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#tell({ kind: 'host-call', id, method, args } as HostCall);
    });
    // The main process answers each method with what its signature says.
    return answer as ReturnType<HostMethods[Method]>;
  }

  #take(): number {
    const id = this.#next;
    this.#next += 1;
    return id;
  }
}
