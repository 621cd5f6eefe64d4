import { inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Backend } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { managerOf } from '#backend/features/devices/index.ts';
import type { Fix } from '#backend/features/devices/index.ts';
import type { PositionSource } from '../tables.ts';
import { findTracker } from './repository.ts';
import { isWorthKeeping } from './rules.ts';
import { listenerSetting } from './settings.ts';
import type { StoredListener } from './settings.ts';
import { deviceActor, firstOperator, forgetOldPositions, storePositions } from './store-positions.ts';
import { TrackerListener } from './tracker-listener.ts';

/** So many strangers are remembered, so that one of them can be set up. */
const strangersKept = 20;

/** What reports positions by itself as long as the database is open: receivers of this computer, and trackers. */
class Following {
  readonly #backend: Backend;
  readonly #stop = new AbortController();
  readonly #kept = new Map<string, Fix>();
  readonly heard = new Map<string, string>();
  listener: TrackerListener | null = null;
  #operatorId = 0;
  #forgotOn = '';
  #writing: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async start(): Promise<void> {
    this.#operatorId = await firstOperator(this.#backend);
    const { reader } = openInventoryOf(this.#backend);
    await this.listen(await readSetting(reader, listenerSetting));
    void this.#followReceivers();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.listener?.stop();
    this.listener = null;
    await this.#writing.catch(() => undefined);
  }

  /** The listener as the setting wants it; off unless somebody switched it on. */
  async listen({ enabled, host, port, token, operatorId }: StoredListener): Promise<void> {
    await this.listener?.stop();
    this.listener = null;
    if (!enabled || token === '') return;
    const listener = new TrackerListener(token, {
      now: () => this.#backend.surroundings.now(),
      report: (identifier, fix) => this.#take(identifier, fix, 'tracker', operatorId),
    });
    this.listener = listener;
    await listener.start(host, port);
  }

  async #followReceivers(): Promise<void> {
    try {
      const fixes = managerOf(this.#backend).events.subscribe('fix', { signal: this.#stop.signal });
      for await (const { deviceId, fix } of fixes) {
        const identifier = `device:${deviceId}`;
        const before = this.#kept.get(identifier) ?? null;
        if (before !== null && !isWorthKeeping(before, fix)) continue;
        if (await this.#take(identifier, fix, 'receiver', this.#operatorId)) this.#kept.set(identifier, fix);
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#backend.log.defect(error, { at: 'receivers' });
    }
  }

  async #take(identifier: string, fix: Fix | null, source: PositionSource, operatorId: number): Promise<boolean> {
    const tracker = await findTracker(openInventoryOf(this.#backend).reader, identifier);
    if (tracker === null) {
      this.#noteStranger(identifier);
      return false;
    }
    if (fix === null) return true;
    const arrived = [{ trackerId: tracker.id, fixes: [fix] }];
    this.#writing = inTransaction(this.#backend, deviceActor(operatorId, source), (command) =>
      storePositions(command, arrived, source),
    );
    await this.#writing;
    await this.#forgetOnceADay();
    return true;
  }

  #noteStranger(identifier: string): void {
    if (this.heard.has(identifier)) return;
    this.heard.set(identifier, this.#backend.surroundings.now());
    const [oldest] = this.heard.keys();
    if (this.heard.size > strangersKept && oldest !== undefined) this.heard.delete(oldest);
    this.#backend.events.publish('changed', { topics: ['tracking'] });
  }

  async #forgetOnceADay(): Promise<void> {
    const today = this.#backend.surroundings.now().slice(0, 10);
    if (today === this.#forgotOn) return;
    this.#forgotOn = today;
    await forgetOldPositions(this.#backend);
  }
}

const followings = new WeakMap<Backend, Following>();

export function followingOf(backend: Backend): Following | null {
  return followings.get(backend) ?? null;
}

/** When the database opens: what is too old is forgotten, receivers and trackers are heard until it closes. */
export async function followTrackers(backend: Backend): Promise<void> {
  if (!backend.inventory) return;
  const following = new Following(backend);
  followings.set(backend, following);
  await forgetOldPositions(backend);
  await following.start();
  backend.closing.push(async () => {
    followings.delete(backend);
    await following.stop();
  });
}
