import * as z from 'zod';
import { cursor, id, line, page, requiredLine } from '#shared/rpc/fields.ts';
import { command, query } from '#shared/rpc/define.ts';
import { alternatives, requisition, requisitionDetails, requisitionRow, requisitionStates } from './requisition.ts';

/** A row as somebody saw it when he decided. */
export const seen = z.object({ id, version: z.number().int() });

export const inOtherState = { REQUISITION_STATE: { data: z.object({ state: z.enum(requisitionStates) }) } } as const;

export const requisitionContract = {
  listRequisitions: query('asset.view')
    .input(
      z.object({
        states: z.array(z.enum(requisitionStates)).max(requisitionStates.length).optional(),
        search: line(200).optional(),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(requisitionRow)),
  getRequisition: query('asset.view').input(z.object({ id })).output(requisition),
  /** Idle stock that would serve, what was bought before, and what runs out: asked while a line is typed. */
  findAlternatives: query('request.create')
    .input(
      z.object({
        categoryId: id,
        modelId: id.nullable(),
        words: line(500),
        /** Who needs it: what is kept for him already is told apart. */
        requesterId: id.nullable().default(null),
        /** How far ahead is looked. */
        months: z.number().int().min(1).max(36).default(12),
      }),
    )
    .output(alternatives),
  createRequisition: command('request.create').input(requisitionDetails).output(z.object({ id })),
  changeRequisition: command('request.create').input(requisitionDetails.extend(seen.shape)).errors(inOtherState),
  submitRequisition: command('request.create').input(seen).errors(inOtherState),
  /** Back to who asked, to be worded anew. */
  returnRequisition: command('po.create')
    .input(seen.extend({ reason: requiredLine(500) }))
    .errors(inOtherState),
  cancelRequisition: command('request.create')
    .input(seen.extend({ reason: requiredLine(500) }))
    .errors(inOtherState),
};
