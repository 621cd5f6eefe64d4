import { implement } from '@orpc/server';
import { viewsContract } from '#shared/features/views/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { chooseDefaultView, createView, listViews, overwriteView, removeView, renameView } from './keep-views.ts';

const os = implement(viewsContract).$context<Call>().use(guard);

export const viewProcedures = os.router({
  list: os.list.handler(inQuery(listViews)),
  create: os.create.handler(inCommand(createView)),
  overwrite: os.overwrite.handler(inCommand(overwriteView)),
  rename: os.rename.handler(inCommand(renameView)),
  remove: os.remove.handler(inCommand(removeView)),
  setDefault: os.setDefault.handler(inCommand(chooseDefaultView)),
});
