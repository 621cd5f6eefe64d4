export { listPeople } from './list-people.ts';
export { whenPersonLeft, whenPersonRenamed } from './lifecycle.ts';
export { createUnit, listUnits, withdrawUnit } from './organisation-units.ts';
export { findPersonByCode, findTaken, getPerson, insertPerson, searchPeople } from './repository.ts';
export { changeBesidePerson, createPerson, personDetailsOf, updatePerson, withdrawPeople } from './save-person.ts';
export { peopleProcedures } from './procedures.ts';
