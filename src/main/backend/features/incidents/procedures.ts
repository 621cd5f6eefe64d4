import { implement } from '@orpc/server';
import { incidentsContract } from '#shared/features/incidents/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { addNote } from './add-note.ts';
import { closeIncident } from './close.ts';
import { declareIncident } from './declare.ts';
import { markFound } from './mark-found.ts';
import { getIncident, listIncidents } from './read-incidents.ts';
import { takeInHand } from './take-in-hand.ts';

const os = implement(incidentsContract).$context<Call>().use(guard);

export const incidentProcedures = os.router({
  list: os.list.handler(inQuery(listIncidents)),
  get: os.get.handler(inQuery((query, { id }) => getIncident(query, id))),
  declare: os.declare.handler(inCommand(declareIncident)),
  takeInHand: os.takeInHand.handler(inCommand(takeInHand)),
  addNote: os.addNote.handler(inCommand(addNote)),
  markFound: os.markFound.handler(inCommand((command, found) => markFound(command, found))),
  close: os.close.handler(inCommand(closeIncident)),
});
