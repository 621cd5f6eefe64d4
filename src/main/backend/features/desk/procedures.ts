import { implement } from '@orpc/server';
import { deskContract } from '#shared/features/desk/contract.ts';
import { openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { loanDaysSetting } from '#backend/features/custody/index.ts';
import { choose, scan } from './scan.ts';
import { deskStateOf } from './session-state.ts';
import { loadSubject } from './subject.ts';
import { undo } from './undo.ts';

const os = implement(deskContract).$context<Call>().use(guard);

export const deskProcedures = os.router({
  state: os.state.handler(
    inQuery(async ({ reader, session }, input) => {
      const { subject, recent } = deskStateOf(session, input.session);
      return { subject, recent, loanDays: await readSetting(reader, loanDaysSetting) };
    }),
  ),
  scan: os.scan.handler(({ context, input }) => scan(context, input)),
  choose: os.choose.handler(({ context, input }) => choose(context, input)),
  setSubject: os.setSubject.handler(async ({ context, input }) => {
    const { reader } = openInventoryOf(context.backend);
    const state = deskStateOf(context.session, input.session);
    state.subject = input.subject ? await loadSubject(reader, input.subject) : null;
    return { subject: state.subject };
  }),
  undo: os.undo.handler(({ context, input }) => undo(context, input)),
});
