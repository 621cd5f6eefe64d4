import { useEffect, useState } from 'react';
import type { Lane, ScanOutcome } from '#shared/features/stocktakes/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announceFailure } from '#renderer/rpc/use-action.ts';
import type { CountSound } from '../result-look.ts';

/** So many codes go into one command, which writes them in one transaction. */
const atOnce = 500;
/** After a failure the same codes are sent again. Milliseconds. */
const retryAfter = 1000;

export interface Sweep {
  /** Every read, however often the same tag was read. */
  readonly reads: number;
  /** Different tags at this place. */
  readonly tags: number;
  /** Tags that are not on the disk yet. */
  readonly waiting: number;
  readonly outcomes: Partial<Record<ScanOutcome, number>>;
  readonly failure: string | null;
}

const nothing: Sweep = { reads: 0, tags: 0, waiting: 0, outcomes: {}, failure: null };

interface SweepOrder {
  id: number;
  placeId: number;
  deviceId: number;
  lane?: Lane;
}

/** Carries what a reader reads into the stocktake; nothing is dropped before the backend has acknowledged it. */
class Sweeper {
  readonly #order: SweepOrder;
  readonly #tell: (change: (before: Sweep) => Sweep) => void;
  readonly #recorded: () => void;
  readonly #stop = new AbortController();
  readonly #known = new Set<string>();
  #pending: string[] = [];
  #reads = 0;
  #triesLeft = 3;
  #sending = false;

  constructor(order: SweepOrder, tell: (change: (before: Sweep) => Sweep) => void, recorded: () => void) {
    this.#order = order;
    this.#tell = tell;
    this.#recorded = recorded;
  }

  /** Until it is stopped: a stream that ended, because the backend began anew, is opened again. */
  async listen(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#follow();
      } catch (error) {
        if (!this.#stop.signal.aborted) this.#tell((before) => ({ ...before, failure: sentenceOfError(error) }));
      }
      if (!this.#stop.signal.aborted) await new Promise((resolve) => window.setTimeout(resolve, retryAfter));
    }
  }

  async #follow(): Promise<void> {
    const notices = await client.devices.sweep({ id: this.#order.deviceId }, { signal: this.#stop.signal });
    const readBefore = this.#reads;
    for await (const { reads, tags } of notices) {
      this.#reads = readBefore + reads;
      for (const { code } of tags) {
        if (this.#known.has(code)) continue;
        this.#known.add(code);
        this.#pending.push(code);
      }
      const told = { reads: this.#reads, tags: this.#known.size, waiting: this.#pending.length, failure: null };
      this.#tell((before) => ({ ...before, ...told }));
      void this.#send();
    }
  }

  /** Ends reading; what was read is still written. */
  stop(): void {
    this.#stop.abort();
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#pending.length > 0) {
      const codes = this.#pending.slice(0, atOnce);
      try {
        const { id, placeId, lane } = this.#order;
        const { recorded, outcomes } = await client.stocktakes.recordSightings({
          id,
          placeId,
          ...(lane === undefined ? {} : { lane }),
          how: 'rfid',
          codes,
        });
        this.#pending = this.#pending.slice(codes.length);
        if (recorded > 0) this.#recorded();
        this.#tell((before) => ({
          ...before,
          waiting: this.#pending.length,
          outcomes: added(before.outcomes, outcomes),
          failure: null,
        }));
      } catch (error) {
        this.#tell((before) => ({ ...before, failure: sentenceOfError(error) }));
        // Also after the end of the sweep, for what was read is nowhere else; then it is said that it was not counted.
        if (this.#stop.signal.aborted) this.#triesLeft -= 1;
        if (this.#triesLeft === 0) {
          announceFailure(error);
          break;
        }
        await new Promise((resolve) => window.setTimeout(resolve, retryAfter));
      }
    }
    this.#sending = false;
  }
}

function added(left: Sweep['outcomes'], right: Sweep['outcomes']): Sweep['outcomes'] {
  const sum = { ...left };
  for (const outcome of Object.keys(right) as ScanOutcome[]) sum[outcome] = (sum[outcome] ?? 0) + (right[outcome] ?? 0);
  return sum;
}

/** Sweeps for as long as the component is there; another place is another component. */
export function useSweep(id: number, placeId: number, deviceId: number, play: (sound: CountSound) => void): Sweep {
  const [sweep, setSweep] = useState(nothing);
  useEffect(() => {
    const sweeper = new Sweeper({ id, placeId, deviceId }, setSweep, () => play('done'));
    void sweeper.listen();
    return () => sweeper.stop();
  }, [id, placeId, deviceId, play]);
  return sweep;
}
