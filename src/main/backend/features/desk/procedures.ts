import { implement } from '@orpc/server';
import { deskContract } from '#shared/features/desk/contract.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readState, setSubject } from './read-state.ts';
import { saveCommandCards } from './save-command-cards.ts';
import { choose, putAwayAt, scan, undo } from './scan.ts';

const os = implement(deskContract).$context<Call>().use(guard);

export const deskProcedures = os.router({
  state: os.state.handler(inQuery(readState)),
  scan: os.scan.handler(({ context, input }) => scan(context, input)),
  choose: os.choose.handler(({ context, input }) => choose(context, input)),
  putAway: os.putAway.handler(({ context, input }) => putAwayAt(context, input)),
  setSubject: os.setSubject.handler(({ context, input }) =>
    setSubject(openInventoryOf(context.backend).reader, context, input),
  ),
  saveCommandCards: os.saveCommandCards.handler(({ context, input }) => saveCommandCards(context, input)),
  undo: os.undo.handler(({ context, input }) => undo(context, input)),
});
