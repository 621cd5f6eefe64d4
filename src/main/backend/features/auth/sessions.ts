import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { findActiveOperator } from './repository.ts';

/** A change of rights works at the next call, and a disabled operator is out at once. */
export async function applyToSessions(command: CommandContext): Promise<void> {
  const { backend, tx } = command;
  for (const session of backend.sessions) {
    const { operator } = session;
    if (operator === null) continue;
    const after = await findActiveOperator(tx, operator.username);
    command.afterCommit(() => {
      if (session.operator?.id === operator.id) session.operator = after;
    });
  }
}
