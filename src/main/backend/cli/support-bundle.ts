import { resolve } from 'node:path';
import { operand } from './answer.ts';
import type { CommandRun } from './answer.ts';
import { withOperator } from './connect.ts';

/** Writes what support needs to know about this installation. */
export const supportBundle: CommandRun = async (command) => {
  const path = resolve(operand(command, 0, 'file'));
  return withOperator(command, async ({ client }) => {
    await client.application.supportBundle({ path });
    return { ok: true, text: `Support bundle written to ${path}`, data: { path } };
  });
};
