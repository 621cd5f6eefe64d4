import * as z from 'zod';
import { cursor, day, id, instant, line, money, page, reference, requiredLine } from '#shared/rpc/fields.ts';
import { command, job, query } from '#shared/rpc/define.ts';
import { procurementPolicy } from './policy.ts';
import { inOtherState, seen } from './requisition-contract.ts';

export const approvalStates = ['open', 'approved', 'rejected', 'expired', 'withdrawn', 'overtaken'] as const;
export type ApprovalState = (typeof approvalStates)[number];

const minor = z.number().int().min(0).max(1_000_000_000_000);

export const approvalRuleDetails = z.object({
  name: requiredLine(120),
  categoryId: id.nullable(),
  departmentId: id.nullable(),
  fromMinor: minor,
  upToMinor: minor.nullable(),
  mode: z.enum(['sequence', 'committee']),
  quorum: z.number().int().min(1).max(50).nullable(),
  members: z.array(id).min(1).max(50),
});
export type ApprovalRuleDetails = z.infer<typeof approvalRuleDetails>;

const approvalRuleRow = approvalRuleDetails.omit({ members: true }).extend({
  id,
  category: z.string().nullable(),
  department: z.string().nullable(),
  members: z.array(reference),
});
export type ApprovalRuleRow = z.infer<typeof approvalRuleRow>;

const stage = z.object({
  mode: z.enum(['person', 'anyone', 'committee']),
  quorum: z.number().int().nullable(),
  members: z.array(reference),
  outcome: z.enum(['open', 'approved', 'rejected']),
  votes: z.array(
    z.object({
      member: z.string(),
      decidedBy: z.string(),
      verdict: z.enum(['approve', 'reject']),
      comment: z.string(),
      at: instant,
    }),
  ),
});

export const proposal = z.object({
  id,
  requisition: z.object({ id, number: z.string(), summary: z.string(), requester: z.string() }),
  quoteId: id,
  supplier: z.string(),
  amount: money,
  reason: z.string(),
  putForwardBy: z.string(),
  openedAt: instant,
  expiresAt: instant,
  state: z.enum(approvalStates),
  /** When those who have to decide now were reminded last; null while the policy's days are not over. */
  remindedAt: instant.nullable(),
  /** Which stage is to decide, counted from 0. */
  stage: z.number().int(),
  stages: z.array(stage),
  /** Whether the operator who asks may decide now. */
  mayDecide: z.boolean(),
});
export type Proposal = z.infer<typeof proposal>;

const delegation = z.object({
  id,
  from: reference,
  to: reference,
  startsOn: day,
  endsOn: day,
  reason: z.string(),
});
export type DelegationRow = z.infer<typeof delegation>;

const aboutProposal = z.object({ approvalId: id, language: z.enum(['en', 'de']).default('en') });
const closed = { APPROVAL_CLOSED: { data: z.object({ state: z.string() }) } } as const;

export const approvalContract = {
  getPolicy: query('asset.view').output(procurementPolicy),
  setPolicy: command('settings.edit').input(procurementPolicy),
  listApprovers: query('asset.cost.view').output(z.array(reference)),
  listApprovalRules: query('asset.cost.view').output(z.array(approvalRuleRow)),
  saveApprovalRule: command('settings.edit')
    .input(approvalRuleDetails.extend({ id: id.nullable() }))
    .output(z.object({ id }))
    .errors({
      BAND_EMPTY: {},
      QUORUM_TOO_LARGE: { data: z.object({ quorum: z.number().int(), members: z.number().int() }) },
      NOT_AN_APPROVER: { data: z.object({ name: z.string() }) },
    }),
  archiveApprovalRule: command('settings.edit').input(z.object({ id })),
  /** Proposals that are open, those that wait for the operator who asks first; or all of one requisition, newest first. */
  listProposals: query('asset.cost.view')
    .input(
      z.object({
        requisitionId: id.optional(),
        cursor: cursor.optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(page(proposal)),
  /** What waits for the operator who asks, and of what he was reminded. */
  proposalsToDecide: query('request.approve').output(
    z.object({
      count: z.number().int(),
      reminded: z.array(
        z.object({ approvalId: id, requisitionId: id, number: z.string(), remindedAt: instant, expiresAt: instant }),
      ),
    }),
  ),
  /** Puts a quote forward for approval, with the reason of the choice; after its time the proposal ends by itself. */
  putForward: command('po.create')
    .input(seen.extend({ quoteId: id, reason: requiredLine(1000) }))
    .output(z.object({ approvalId: id }))
    .errors({
      ...inOtherState,
      QUOTE_EXPIRED: { data: z.object({ supplier: z.string(), validUntil: day }) },
      MUST_NOT_MET: { data: z.object({ supplier: z.string() }) },
      NO_APPROVER: {},
    }),
  decide: command('request.approve')
    .input(z.object({ approvalId: id, verdict: z.enum(['approve', 'reject']), comment: line(1000) }))
    .output(z.object({ outcome: z.enum(['open', 'approved', 'rejected']) }))
    .errors({
      APPROVAL_CLOSED: { data: z.object({ state: z.string() }) },
      APPROVAL_EXPIRED: { data: z.object({ expiresAt: instant }) },
      OWN_REQUEST: {},
      ALREADY_DECIDED: {},
      NOT_AN_APPROVER: { data: z.object({ name: z.string() }) },
      REASON_MISSING: {},
    }),
  /** What to write to those who have to decide now. */
  prepareApprovalReminder: query('po.create')
    .input(aboutProposal)
    .output(
      z.object({
        to: z.array(z.object({ name: z.string(), address: z.string() })),
        /** Also those whose address nobody knows. */
        names: z.array(z.string()),
        subject: z.string(),
        text: z.string(),
      }),
    )
    .errors(closed),
  /** Keeps that they were reminded. */
  noteApprovalReminder: command('po.create')
    .input(z.object({ approvalId: id, way: z.enum(['copied', 'mail']) }))
    .errors(closed),
  /** Asks where, writes the mail as a file that a mail program opens, and keeps that they were reminded. */
  saveApprovalReminder: job('po.create')
    .input(aboutProposal)
    .output(z.object({ path: z.string().nullable() }))
    .errors(closed),
  withdrawProposal: command('po.create')
    .input(z.object({ approvalId: id, reason: requiredLine(500) }))
    .errors({
      APPROVAL_CLOSED: { data: z.object({ state: z.string() }) },
      APPROVAL_EXPIRED: { data: z.object({ expiresAt: instant }) },
    }),
  listDelegations: query('asset.cost.view').output(z.array(delegation)),
  /** Lets another approver cast one's votes for a while. */
  delegate: command('request.approve')
    .input(z.object({ toId: id, startsOn: day, endsOn: day, reason: requiredLine(500) }))
    .output(z.object({ id }))
    .errors({
      DELEGATION_CIRCULAR: { data: z.object({ way: z.array(z.string()) }) },
      PERIOD_EMPTY: {},
      NOT_AN_APPROVER: { data: z.object({ name: z.string() }) },
    }),
  revokeDelegation: command('request.approve').input(z.object({ id })),
};
