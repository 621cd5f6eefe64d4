import type { WorkerChannel } from '#backend/kernel/jobs/worker-channel.ts';
import type { Keychain } from '#backend/kernel/vault/keychain.ts';

export interface FileFilter {
  name: string;
  extensions: string[];
}

/** What only the surrounding application can do: dialogs, windows, notifications, processes. */
export interface Host {
  chooseFile(options: { title?: string; filters: FileFilter[] }): Promise<string | null>;
  chooseSaveFile(options: { defaultName: string; filters: FileFilter[] }): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
  showInFolder(path: string): Promise<void>;
  /** Shows a file of the work folder in the program that the system has for it. */
  openFile(path: string): Promise<void>;
  /** Fills the screen without menu or frame, or gives it back. */
  setKiosk(on: boolean): Promise<void>;
  notify(message: { title: string; body: string }): Promise<void>;
  keychain: Keychain;
  /** Starts the process for long work; it can be killed at any time. */
  startWorker(): Promise<WorkerChannel>;
}
