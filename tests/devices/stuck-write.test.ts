import { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceLink } from '#backend/features/devices/device-link.ts';
import { TestSurroundings } from '#tests/support/desk.ts';

/** A line whose other end takes bytes only while it wants to, and sends what it likes. */
class HeldLine extends Duplex {
  readonly taken: string[] = [];
  #release: (() => void) | null = null;
  holds = true;

  override _read(): void {
    // It sends by itself.
  }
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.taken.push(chunk.toString('latin1'));
    if (this.holds) this.#release = done;
    else done();
  }
  goOn(): void {
    this.holds = false;
    this.#release?.();
  }
}

describe('a scanner that takes nothing (XOFF)', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  it('[V2] SER-011: is told after two seconds, is read all the time, and gets no commands afterwards that it missed', async () => {
    const line = new HeldLine();
    const scans: string[] = [];
    const nothing = () => undefined;
    const link = new DeviceLink(
      { kind: 'scanner', framing: 'line', pattern: null, beep: '07', notation: 'hex' },
      () => Promise.resolve(line),
      { scan: (code) => scans.push(code), fix: nothing, tag: nothing, changed: nothing },
      new TestSurroundings(),
    );
    await link.connect();
    link.driver?.beep();
    await vi.advanceTimersByTimeAsync(1999);
    expect(link.status.lastFault).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(link.status).toMatchObject({ state: 'ready', lastFault: 'WRITE_STUCK' });
    link.driver?.beep();
    line.push(Buffer.from('IT-1\r'));
    await vi.advanceTimersByTimeAsync(0);
    await new Promise(setImmediate);
    expect(scans).toEqual(['IT-1']);
    line.goOn();
    await new Promise(setImmediate);
    link.driver?.beep();
    expect(line.taken).toEqual(['\u0007', '\u0007']);
    link.close();
  });
});
