import { implement } from '@orpc/server';
import { peopleContract } from '#shared/features/people/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { listPeople } from './list-people.ts';
import { createUnit, listUnits } from './organisation-units.ts';
import { getPerson } from './repository.ts';
import { archivePerson, createPerson, restorePerson, updatePerson } from './save-person.ts';

const os = implement(peopleContract).$context<Call>().use(guard);

export const peopleProcedures = os.router({
  list: os.list.handler(inQuery(listPeople)),
  get: os.get.handler(inQuery(({ reader }, { id }) => getPerson(reader, id))),
  create: os.create.handler(inCommand(createPerson)),
  update: os.update.handler(inCommand(updatePerson)),
  archive: os.archive.handler(inCommand(archivePerson)),
  restore: os.restore.handler(inCommand(restorePerson)),
  listDepartments: os.listDepartments.handler(inQuery(({ reader }) => listUnits(reader, 'department'))),
  createDepartment: os.createDepartment.handler(inCommand((command, unit) => createUnit(command, 'department', unit))),
  listCostCentres: os.listCostCentres.handler(inQuery(({ reader }) => listUnits(reader, 'cost_centre'))),
  createCostCentre: os.createCostCentre.handler(inCommand((command, unit) => createUnit(command, 'cost_centre', unit))),
});
