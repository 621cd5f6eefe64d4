// What the application's main process and the backend say to each other. Plain data: both sides import only this.

/** To the backend, first of all. */
export interface StartMessage {
  kind: 'start';
  dataFolder: string;
  version: string;
  packaged: boolean;
  /** BCP 47 tag of the system's language, such as `en-GB`. */
  locale: string;
}

export interface FileFilterData {
  name: string;
  /** Without the dot. */
  extensions: string[];
}

export interface PrintRequest {
  html: string;
  /** Micrometres, as printers and Electron count paper. */
  pageWidthMicrons: number;
  pageHeightMicrons: number;
}

/** What the backend may ask of the application around it. */
export interface HostMethods {
  chooseFile: (options: { title?: string; filters: FileFilterData[] }) => Promise<string | null>;
  chooseSaveFile: (options: { defaultName: string; filters: FileFilterData[] }) => Promise<string | null>;
  chooseFolder: () => Promise<string | null>;
  showInFolder: (path: string) => Promise<void>;
  /** Opens an https address of the allow-list in the browser; any other is refused with an error. */
  openExternal: (url: string) => Promise<void>;
  /** Only files of the folder for opened copies, and only with extensions that nothing runs. */
  openFile: (path: string) => Promise<void>;
  notify: (message: { title: string; body: string }) => Promise<void>;
  /** Fills the screen without menu or frame, or gives it back. */
  setKiosk: (on: boolean) => Promise<void>;
  /** Whether the system keeps secrets for this account, and by what. */
  keychainStatus: () => Promise<{ usable: boolean; store: string }>;
  keychainWrap: (text: string) => Promise<string>;
  /** Null where it was wrapped by another account or another computer. */
  keychainUnwrap: (wrapped: string) => Promise<string | null>;
  printToPdf: (request: PrintRequest) => Promise<Uint8Array>;
}

export type HostMethod = keyof HostMethods;

export type HostCall = {
  [Method in HostMethod]: { kind: 'host-call'; id: number; method: Method; args: Parameters<HostMethods[Method]> };
}[HostMethod];

export type HostReply =
  | { kind: 'host-reply'; id: number; ok: true; value: unknown }
  | { kind: 'host-reply'; id: number; ok: false; error: string };

/** Messages marked with a port carry it as the first of the transferred ports. */
export type ToBackend =
  | StartMessage
  /** With a port: the oRPC channel of a window. */
  | { kind: 'window' }
  | HostReply
  /** With a port: the channel to the jobs process that was asked for. */
  | { kind: 'jobs-started'; id: number }
  | { kind: 'jobs-exited'; id: number; code: number }
  /** The person at the desk locked the screen or the machine goes to sleep. */
  | { kind: 'system-lock' }
  /** Somebody opened an audit pack with the application. */
  | { kind: 'open-pack'; path: string }
  | { kind: 'stop' };

export type FromBackend =
  | { kind: 'ready' }
  | HostCall
  | { kind: 'jobs-start'; id: number }
  | { kind: 'jobs-kill'; id: number }
  | { kind: 'stopped' };

/** To a jobs process, with a port: its channel to the backend. */
export interface ToJobs {
  kind: 'port';
}
