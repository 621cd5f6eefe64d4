export { openTicket } from './open-ticket.ts';
export { rewriteTicketSearch } from './repository.ts';
export { supportProcedures } from './procedures.ts';
export { saveCategory } from './guides.ts';
export { comment, resolve } from './work-on.ts';
