import type { Fix } from '../framing/nmea.ts';

/** What a driver tells of its device. */
export interface DriverEvents {
  /** The device talks; before that a connection says nothing yet. */
  ready(): void;
  scan(code: string, symbology: string | null): void;
  /** One read of a tag; `seen` when the reader counts several as one. */
  tag(code: string, rssi: number | null, seen: number): void;
  /** Where a receiver is. */
  fix(fix: Fix): void;
  bad(fault: string): void;
  /**
   * Nothing more can come of this connection: `taken` when the device answers, but not to us, `missing` when it has
   * fallen silent. The fault says more where more is known.
   */
  lost(state: 'taken' | 'fault' | 'missing', fault?: string): void;
  write(bytes: Uint8Array): void;
}

/** Understands one connection to a device; a new one is made for each connection, so no half frame survives. */
export interface Driver {
  /** After so much silence what has come is looked at again. Milliseconds. */
  readonly silentAfter: number;
  take(chunk: Uint8Array): void;
  silent(): void;
  /** Whether tags are wanted now; a scanner reads when somebody presses its button. */
  setReading(on: boolean): void;
  beep(): void;
  /**
   * Writes an EPC into the tag in front, which holds another; absent where the device or this driver can't.
   * @returns whether the reader says that it wrote, which proves nothing yet
   */
  write?(epc: string, before: string): Promise<boolean>;
  close(): void;
}
