import { MessageChannel } from 'node:worker_threads';
import { ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { expect, it } from 'vitest';
import { contract } from '#shared/contract.ts';
import { openSession } from '#backend/backend.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { startingRouter } from '#backend/starting-router.ts';
import { openReadyDesk } from '../../support/desk.ts';

it('[O2] what comes after the password is found although it is loaded by the first call', async () => {
  const desk = await openReadyDesk();
  const { port1, port2 } = new MessageChannel();
  const link = new RPCLink({ port: port1 });
  const handler = new RPCHandler<Call>(startingRouter);
  handler.upgrade(port2, { context: { backend: desk.backend, session: openSession(desk.backend, 'window') } });
  port1.start();
  port2.start();
  const told = async (path: readonly string[]): Promise<string> => {
    try {
      await link.call(path, undefined, { context: {} });
      return 'answered';
    } catch (error) {
      return error instanceof ORPCError ? String(error.code) : 'no answer';
    }
  };
  const closed = Object.entries(contract).flatMap(([slice, own]) =>
    Object.entries(own)
      .filter(([, procedure]) => procedure['~orpc'].meta['access'] !== 'public')
      .map(([name]) => [slice, name]),
  );
  expect(closed.length).toBeGreaterThan(300);
  const answers = new Map<string, string>();
  for (const path of closed) answers.set(path.join('.'), await told(path));
  expect([...answers].filter(([, answer]) => answer !== 'NOT_SIGNED_IN')).toEqual([]);
  port1.close();
  await desk.close();
});
