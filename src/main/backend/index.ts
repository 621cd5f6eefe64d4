import { RPCHandler } from '@orpc/server/message-port';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { ElectronHost } from '#backend/kernel/host/electron-host.ts';
import type { BackendPort } from '#backend/kernel/host/electron-host.ts';
import type { FromBackend, ToBackend } from '#backend/kernel/host/messages.ts';
import type { Backend, Call } from '#backend/kernel/rpc/call.ts';
import { guardPort } from '#backend/kernel/rpc/guarded-port.ts';
import { lock, signOut } from '#backend/features/auth/index.ts';
import { closeBackend, createBackend, openSession } from './backend.ts';
import { pickUpSoon } from './picking-up.ts';
import { loadSlices, startingRouter } from './starting-router.ts';

/** The end of the pipe to the main process that Electron gives a utility process. */
interface ParentPort {
  postMessage(message: FromBackend): void;
  on(event: 'message', listener: (event: { data: ToBackend; ports: BackendPort[] }) => void): void;
}

const parent = (process as unknown as { parentPort: ParentPort }).parentPort;
const host = new ElectronHost((message) => {
  parent.postMessage(message);
});
/** What a page takes to show its first answer; until then the processor is left to it. */
const paintingMs = 80;
/** Ends when the database has been opened: from then on the desk is drawn, and nothing may be in its way. */
const typing = new AbortController();
let prepared: Promise<void> | null = null;

const handler = new RPCHandler<Call>(startingRouter, {
  clientInterceptors: [
    (call) => {
      // The password is stretched in a thread of its own, which leaves this one the time.
      const answer = call.next();
      const [slice, name] = call.path;
      if (slice === 'auth') setTimeout(prepareDesk, name === 'status' ? paintingMs : 0);
      return answer;
    },
  ],
});
let backend: Backend | null = null;

parent.on('message', ({ data, ports: [port] }) => {
  switch (data.kind) {
    case 'start':
      backend = createBackend({
        folder: data.dataFolder,
        version: data.version,
        surroundings: systemSurroundings,
        host,
        opened: (opened) => {
          typing.abort();
          return pickUpSoon(opened);
        },
      });
      parent.postMessage({ kind: 'ready' });
      break;
    case 'window':
      if (backend && port) connect(backend, port);
      break;
    case 'host-reply':
      host.answered(data);
      break;
    case 'jobs-started':
      if (port) host.workerStarted(data.id, port);
      break;
    case 'jobs-exited':
      host.workerExited(data.id, data.code);
      break;
    case 'system-lock':
      if (backend) void lockAll(backend);
      break;
    case 'open-pack':
      if (!backend) break;
      backend.openedPack = data.path;
      backend.events.publish('changed', { topics: ['reports'] });
      break;
    case 'stop':
      void stop();
      break;
  }
});

/** Loads what comes after the password while it is typed; what goes wrong is told by the first call that needs it. */
function prepareDesk(): void {
  prepared ??= loadSlices(typing.signal).catch((error: unknown) => {
    backend?.log.defect(error, { doing: 'loading the slices' });
  });
}

/** A window's session lives as long as its port: reloading the page means signing in again. */
function connect(running: Backend, port: BackendPort): void {
  const session = openSession(running, 'window');
  // A page that is loaded anew, or comes to a new backend, is no kiosk any more, whatever fills the screen.
  void host.setKiosk(false).catch((error: unknown) => running.log.defect(error, { doing: 'giving the screen back' }));
  const guarded = guardPort(port, () => running.log.info('request-refused', { session: session.id }));
  handler.upgrade(guarded as unknown as Parameters<typeof handler.upgrade>[0], {
    context: { backend: running, session },
  });
  port.on('close', () => {
    void signOut(running, session)
      .catch((error: unknown) => running.log.defect(error, { doing: 'ending a session' }))
      .finally(() => running.sessions.delete(session));
  });
  port.start();
}

async function lockAll(running: Backend): Promise<void> {
  // Each locks before it writes that it did, so a full disk keeps no desk open.
  const locked = await Promise.allSettled([...running.sessions].map((session) => lock(running, session)));
  for (const result of locked) {
    if (result.status === 'rejected') running.log.defect(result.reason, { doing: 'locking' });
  }
}

async function stop(): Promise<void> {
  if (backend) {
    const { log } = backend;
    await closeBackend(backend).catch((error: unknown) => log.defect(error, { doing: 'stopping' }));
  }
  parent.postMessage({ kind: 'stopped' });
}
