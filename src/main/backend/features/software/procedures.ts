import { implement } from '@orpc/server';
import { softwareContract } from '#shared/features/software/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { listInstallations } from './list-installations.ts';

const os = implement(softwareContract).$context<Call>().use(guard);

export const softwareProcedures = os.router({
  listInstallations: os.listInstallations.handler(inQuery(listInstallations)),
});
