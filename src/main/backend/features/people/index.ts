export { whenPersonRenamed } from './lifecycle.ts';
export { createUnit, listUnits } from './organisation-units.ts';
export { findPersonByCode, findTaken, getPerson, insertPerson, searchPeople } from './repository.ts';
export { createPerson } from './save-person.ts';
export { peopleProcedures } from './procedures.ts';
