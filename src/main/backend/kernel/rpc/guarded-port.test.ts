import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { describe, expect, it } from 'vitest';
import { guardPort, isSound } from './guarded-port.ts';

/** What the client of a page sends for a call. */
async function sentFor(input: unknown): Promise<unknown[]> {
  const { port1, port2 } = new MessageChannel();
  const client = createORPCClient<
    Record<string, Record<string, (given: unknown, options?: object) => Promise<unknown>>>
  >(new RPCLink({ port: port1 as unknown as MessagePort }));
  const sent: unknown[] = [];
  const abort = new AbortController();
  client['assets']?.['list']?.(input, { signal: abort.signal }).catch(() => undefined);
  sent.push(...((await once(port2, 'message')) as unknown[]));
  abort.abort();
  sent.push(...((await once(port2, 'message')) as unknown[]));
  port1.close();
  return sent;
}

describe('the gate before the requests of a page', () => {
  it.each([
    ['a plain request', { search: 'ThinkPad', day: new Date(0) }],
    ['a request with a file', { file: new File([new Uint8Array([0, 0xff, 1])], 'a.bin'), name: 'Übergabe' }],
  ])('[S5] lets %s and its end pass', async (_what, input) => {
    const sent = await sentFor(input);
    expect(sent).toHaveLength(2);
    expect(sent.map(isSound)).toEqual([true, true]);
  });

  it.each([
    ['text that is none', 'no request'],
    ['a number', 1],
    ['nothing', null],
    ['an object', { i: '1', p: { u: '/auth/status' } }],
    ['a request without a number', '{"p":{"u":"/auth/status"}}'],
    ['a request without an address', '{"i":"1","p":{}}'],
    ['a request without content', '{"i":"1"}'],
    ['another address', '{"i":"1","p":{"u":"https://evil.example/"}}'],
    ['a way out of the addresses', '{"i":"1","p":{"u":"/../auth/status"}}'],
    ['headers that are none', '{"i":"1","p":{"u":"/auth/status","h":[]}}'],
    ['an event without a name', '{"i":"1","t":3,"p":{}}'],
    ['an unknown kind', '{"i":"1","t":9,"p":{"u":"/auth/status"}}'],
    ['bytes that are none', new Uint8Array([0xff, 0])],
    ['a request without end', JSON.stringify({ i: '1', p: { u: '/auth/status', b: 'x'.repeat(5_000_000) } })],
    ['bytes without end', new Uint8Array(40_000_000)],
  ])('[S5] refuses %s', (_what, message) => {
    expect(isSound(message)).toBe(false);
  });

  it('[S5] closes the port of a page that says such a thing, and hears no more of it', () => {
    const listeners: ((event: { data: unknown }) => void)[] = [];
    let closed = 0;
    let refused = 0;
    const heard: unknown[] = [];
    const port = guardPort(
      {
        postMessage: () => undefined,
        on: (event: string, listener: (event: { data: unknown }) => void) =>
          event === 'message' && listeners.push(listener),
        start: () => undefined,
        close: () => (closed += 1),
      },
      () => (refused += 1),
    );
    port.on('message', ({ data }) => heard.push(data));
    for (const data of ['{"i":"1","p":{"u":"/auth/status"}}', 'rubbish']) for (const tell of listeners) tell({ data });
    expect({ heard: heard.length, closed, refused }).toEqual({ heard: 1, closed: 1, refused: 1 });
  });
});
