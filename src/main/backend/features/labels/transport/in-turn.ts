const busy = new Map<string, Promise<unknown>>();

/** Printers take one job at a time: work under the same key waits for the work before it. */
export async function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const before = busy.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  busy.set(key, mine);
  try {
    return await mine;
  } finally {
    if (busy.get(key) === mine) busy.delete(key);
  }
}
