import { MessageChannelMain } from 'electron';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { ToBackend, ToJobs } from '#backend/kernel/host/messages.ts';
import { startChild } from './child.ts';

/** The processes for long work of one backend, by the number under which it asked for them. */
export class JobsProcesses {
  readonly #entry: string;
  readonly #tell: (message: ToBackend, ports?: MessagePortMain[]) => void;
  readonly #running = new Map<number, UtilityProcess>();

  constructor(entry: string, tell: (message: ToBackend, ports?: MessagePortMain[]) => void) {
    this.#entry = entry;
    this.#tell = tell;
  }

  start(id: number): void {
    const child = startChild(this.#entry, 'Quartermaster jobs');
    const { port1, port2 } = new MessageChannelMain();
    this.#running.set(id, child);
    child.once('exit', (code) => {
      this.#running.delete(id);
      this.#tell({ kind: 'jobs-exited', id, code });
    });
    child.postMessage({ kind: 'port' } satisfies ToJobs, [port1]);
    this.#tell({ kind: 'jobs-started', id }, [port2]);
  }

  kill(id: number): void {
    this.#running.get(id)?.kill();
  }

  /** Jobs do not outlive the backend that asked for them: nobody could use what they find. */
  killAll(): void {
    for (const child of this.#running.values()) child.kill();
  }
}
