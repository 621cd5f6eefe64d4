import * as z from 'zod';
import { attachErrors, attachment, fileToAttach } from '#shared/rpc/attachment.ts';
import { command, query } from '#shared/rpc/define.ts';
import { cursor, id, line, page, requiredLine, text } from '#shared/rpc/fields.ts';
import {
  category,
  guideStep,
  modelFailures,
  newTicket,
  supportSettings,
  ticket,
  ticketRow,
  ticketStates,
} from './model.ts';
import { grades, priorities } from './priority.ts';

const version = z.number().int();
const told = text(10_000).refine((words) => words.trim() !== '');
const inState = { TICKET_STATE: { data: z.object({ state: z.enum(ticketStates) }) } } as const;
const minutes = z.number().int().min(1).max(10_000).nullable();

export const ticketFilter = z.object({
  states: z.array(z.enum(ticketStates)).max(ticketStates.length).optional(),
  priorities: z.array(z.enum(priorities)).max(priorities.length).optional(),
  /** Those that missed the next target that counts. */
  late: z.boolean().optional(),
  assigneeId: id.optional(),
  assetId: id.optional(),
  personId: id.optional(),
  search: line(100).optional(),
});
export type TicketFilter = z.infer<typeof ticketFilter>;

export const supportContract = {
  /** What is open first, by when it has to be solved; then what was solved, the newest first. */
  list: query('asset.view')
    .input(ticketFilter.extend({ cursor: cursor.optional(), limit: z.number().int().min(1).max(200).default(100) }))
    .output(page(ticketRow)),
  get: query('asset.view').input(z.object({ id })).output(ticket),
  open: command('ticket.work')
    .input(newTicket)
    .output(z.object({ id, number: z.number().int() })),
  /** What it is about and how much it presses; targets are counted anew from when it was opened. */
  triage: command('ticket.work')
    .input(
      z.object({
        id,
        version,
        title: requiredLine(200),
        categoryId: id.nullable(),
        impact: z.enum(grades),
        urgency: z.enum(grades),
      }),
    )
    .errors(inState),
  assign: command('ticket.work')
    .input(z.object({ id, version, operatorId: id.nullable() }))
    .errors(inState),
  /** While it waits for somebody else the time to solve it stands still. */
  setState: command('ticket.work')
    .input(z.object({ id, version, state: z.enum(['in_progress', 'waiting', 'closed']) }))
    .errors(inState),
  /** The first public comment is the response. */
  comment: command('ticket.work')
    .input(z.object({ id, text: told, internal: z.boolean(), minutes }))
    .errors(inState),
  resolve: command('ticket.work')
    .input(z.object({ id, version, resolution: told, hardwareFailure: z.boolean(), minutes }))
    .errors(inState),
  reopen: command('ticket.work')
    .input(z.object({ id, version, reason: told }))
    .errors(inState),
  /** The same thing was told twice: it is carried on in the other ticket. */
  merge: command('ticket.work')
    .input(z.object({ id, version, intoId: id }))
    .errors({ ...inState, MERGE_INTO_ITSELF: {} }),
  link: command('ticket.work')
    .input(z.object({ id, version, workOrderId: id.nullable(), incidentId: id.nullable() }))
    .errors(inState),
  /** Follows the guide of its category: the question and the answer stay with the ticket. */
  answer: command('ticket.work')
    .input(z.object({ id, step: line(40), answer: z.number().int().min(0).max(7) }))
    .output(z.object({ next: z.string().nullable(), advice: z.string().nullable() }))
    .errors({ ...inState, STEP_UNKNOWN: { data: z.object({ step: z.string() }) } }),
  /** Takes the last answer back. */
  unanswer: command('ticket.work').input(z.object({ id })).errors(inState),
  /** Earlier tickets that tell of something like it, the most alike first. */
  similar: query('asset.view')
    .input(z.object({ text: line(400), exceptId: id.nullable() }))
    .output(z.array(ticketRow.extend({ resolution: z.string().nullable() }))),
  listCategories: query('asset.view').output(z.array(category)),
  saveCategory: command('ticket.manage')
    .input(
      z.object({
        id: id.nullable(),
        version: version.nullable(),
        name: requiredLine(80),
        guide: z.array(guideStep).max(40),
      }),
    )
    .output(z.object({ id }))
    .errors({
      NAME_TAKEN: { data: z.object({ name: z.string() }) },
      GUIDE_LEADS_NOWHERE: { data: z.object({ step: z.string(), next: z.string() }) },
      GUIDE_GOES_ROUND: { data: z.object({ step: z.string() }) },
    }),
  getSettings: query('asset.view').output(supportSettings),
  saveSettings: command('ticket.manage')
    .input(supportSettings)
    .errors({ ZONE_UNKNOWN: { data: z.object({ zone: z.string() }) }, NEVER_OPEN: {} }),
  /** Models by how often they failed in the last year, held against all others. */
  modelFailures: query('asset.view').output(z.array(modelFailures)),
  listAttachments: query('asset.view')
    .input(z.object({ ticketId: id }))
    .output(z.array(attachment)),
  attachmentContent: query('asset.view')
    .input(z.object({ id, thumbnail: z.boolean() }))
    .output(z.file())
    .errors({ ATTACHMENT_DAMAGED: {} }),
  attach: command('ticket.work')
    .input(fileToAttach.extend({ ticketId: id }))
    .output(z.object({ id }))
    .errors({ ...attachErrors, ...inState }),
  archiveAttachment: command('ticket.work').input(z.object({ id })),
  openAttachment: command('asset.view').input(z.object({ id })).errors({ ATTACHMENT_DAMAGED: {} }),
};
