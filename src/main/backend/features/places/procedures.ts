import { implement } from '@orpc/server';
import { placesContract } from '#shared/features/places/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { getPlace, listPlaces } from './repository.ts';
import { archivePlace, createPlace, restorePlace, updatePlace } from './save-place.ts';

const os = implement(placesContract).$context<Call>().use(guard);

export const placeProcedures = os.router({
  list: os.list.handler(inQuery(({ reader }, input) => listPlaces(reader, input))),
  get: os.get.handler(inQuery(({ reader }, { id }) => getPlace(reader, id))),
  create: os.create.handler(inCommand(createPlace)),
  update: os.update.handler(inCommand(updatePlace)),
  archive: os.archive.handler(inCommand(archivePlace)),
  restore: os.restore.handler(inCommand(restorePlace)),
});
