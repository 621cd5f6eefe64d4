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
 * is never what has just been begun. A failure is logged and keeps nobody from working.
 */
export async function pickUpSoon(backend: Backend): Promise<void> {
  let picked: Promise<void> | null = null;
  const begin = () =>
    (picked ??= pickUpNow(backend)
      .catch((error: unknown) => void backend.log.defect(error, { doing: 'picking up what was left' }))
      .finally(() => {
        backend.beforeCommands = null;
      }));
  const timer = setTimeout(() => void begin(), drawingMs);
  backend.beforeCommands = begin;
  backend.closing.push(async () => {
    clearTimeout(timer);
    backend.beforeCommands = null;
    await picked;
  });
}
