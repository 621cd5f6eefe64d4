import type { Backend } from '#backend/kernel/rpc/call.ts';
import { managerOf } from './manager-of-backend.ts';

/** Notices a second that a window gets at most, however fast the reader is: one each so many milliseconds. */
const apart = 100;

/** Reads tags for as long as it is listened to; each notice holds every tag that changed since the last, once. */
export async function* sweep(backend: Backend, id: number, signal: AbortSignal | undefined) {
  const manager = managerOf(backend);
  const { folder, end } = manager.sweep(id);
  try {
    // Subscribed before the first read can be missed; what comes between two notices is folded.
    for await (const _ of manager.events.subscribe('swept', { signal, maxBufferedEvents: 1 })) {
      const tags = folder
        .takeChanges()
        .map(({ code, count, rssi }) => ({ code, count, rssi, at: backend.surroundings.now() }));
      if (tags.length === 0) continue;
      yield { reads: folder.reads, tags };
      await new Promise((resolve) => setTimeout(resolve, apart));
    }
  } finally {
    end();
  }
}
