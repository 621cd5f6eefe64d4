import type { Backend } from '#backend/kernel/rpc/call.ts';

/** From the password to a desk that is drawn, generously; until then the processor is left to it. */
const drawingMs = 600;

/** Picks up before anybody is let in. */
export async function pickUpNow(backend: Backend): Promise<void> {
  // Not loaded before somebody signs in: it knows every slice.
  const { pickUp } = await import('./pick-up.ts');
  await pickUp(backend);
}

/**
 * Picks up once the desk has been drawn, or before the first command, which waits for it: what is marked as cut short
 * is never what has just been begun, and no slice that refuses something is missing. What fails while picking up is
 * logged and keeps nobody from working; a slice that can't be loaded keeps every command from running.
 */
export async function pickUpSoon(backend: Backend): Promise<void> {
  let picked: Promise<void> | null = null;
  const logged = (error: unknown): void => void backend.log.defect(error, { doing: 'picking up what was left' });
  const loadAndPickUp = async (): Promise<void> => {
    // In turn, since all at once would keep a scan waiting for as long as all of them take.
    const { loadSlices } = await import('./starting-router.ts');
    await loadSlices();
    const { pickUp } = await import('./pick-up.ts');
    await pickUp(backend).catch(logged);
    backend.beforeCommands = null;
  };
  const begin = () => (picked ??= loadAndPickUp());
  const timer = setTimeout(() => {
    begin().catch(logged);
  }, drawingMs);
  backend.beforeCommands = begin;
  backend.closing.push(async () => {
    clearTimeout(timer);
    await picked?.catch(logged);
    backend.beforeCommands = null;
  });
}
