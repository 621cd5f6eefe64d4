import * as z from 'zod';
import { role } from '#shared/features/auth/model.ts';
import { attachErrors, fileToAttach } from '#shared/rpc/attachment.ts';
import { command, query } from '#shared/rpc/define.ts';
import { id, line, requiredLine } from '#shared/rpc/fields.ts';
import { profile, profileDetails, profileRow, readiness, run, runRow } from './model.ts';
import { recordContract } from './record-contract.ts';
import { longestProof, proofProblems } from './proof.ts';

const seen = z.object({ id, version: z.number().int() });
const assetIds = z.array(id).min(1).max(200);

const profileErrors = {
  PROFILE_NAME_TAKEN: { data: z.object({ name: z.string() }) },
  PROFILE_HAS_NO_DRAFT: { data: z.object({ name: z.string() }) },
} as const;

const runErrors = {
  PROFILE_NOT_PUBLISHED: { data: z.object({ name: z.string() }) },
  ASSET_CLOSED: { data: z.object({ tag: z.string() }) },
  ALREADY_IN_RUN: { data: z.object({ tag: z.string() }) },
  ASSET_NOT_IN_RUN: { data: z.object({ tag: z.string() }) },
} as const;

const signErrors = {
  ASSET_NOT_IN_RUN: { data: z.object({ tag: z.string() }) },
  STEP_SIGNED: { data: z.object({ tag: z.string(), step: z.string() }) },
  STEP_OF_ANOTHER_ROLE: { data: z.object({ step: z.string(), role }) },
  PROOF_UNFIT: { data: z.object({ step: z.string(), problem: z.enum(proofProblems) }) },
} as const;

/** How assets are made ready, and the gate before a hand-over. */
export const configurationContract = {
  ...recordContract,
  listProfiles: query('asset.view').output(z.array(profileRow)),
  getProfile: query('asset.view').input(z.object({ id })).output(profile),
  /** Writes the draft of the next version; null makes a new profile. Published versions stay as they are. */
  saveProfile: command('configuration.edit')
    .input(z.object({ id: id.nullable(), version: z.number().int(), details: profileDetails }))
    .output(z.object({ id }))
    .errors(profileErrors),
  /** From now on runs are started with it, and hand-overs ask for it. */
  publishProfile: command('configuration.edit')
    .input(seen)
    .output(z.object({ number: z.number().int() }))
    .errors(profileErrors),
  /** Nothing is asked for by it any more; runs and what was signed in them stay. */
  archiveProfile: command('configuration.edit').input(seen),
  /** The newest first; those that are done are left out unless they are asked for. */
  listRuns: query('asset.view')
    .input(z.object({ done: z.boolean().default(false) }))
    .output(z.array(runRow)),
  getRun: query('asset.view').input(z.object({ id })).output(run),
  /** With the newest published version, which it keeps. */
  startRun: command('asset.edit')
    .input(z.object({ profileId: id, name: line(120), assetIds }))
    .output(z.object({ id }))
    .errors(runErrors),
  addToRun: command('asset.edit').input(z.object({ id, assetIds })).errors(runErrors),
  leaveRun: command('asset.edit')
    .input(z.object({ id, assetId: id, reason: requiredLine(200) }))
    .errors(runErrors),
  /** Signs a step for several assets at once, all or none. */
  signStep: command('asset.edit')
    .input(z.object({ runId: id, stepId: id, assetIds, value: z.string().max(longestProof).nullable() }))
    .errors(signErrors),
  signStepWithFile: command('asset.edit')
    .input(fileToAttach.extend({ runId: id, stepId: id, assetId: id }))
    .output(z.object({ id }))
    .errors({ ...signErrors, ...attachErrors }),
  /** Takes a signature back; that it was given stays to be seen. */
  withdrawMark: command('asset.edit').input(z.object({ id, reason: requiredLine(200) })),
  /** Shows a sealed proof; that it was shown stands in the journal. */
  revealProof: command('asset.secret.view')
    .input(z.object({ id }))
    .output(z.object({ text: z.string() })),
  /** Shows a decrypted copy of a file in the program of the system. */
  openProof: command('asset.view').input(z.object({ id })).errors({ ATTACHMENT_DAMAGED: {} }),
  /** What an asset lacks, and what was done to it. */
  ofAsset: query('asset.view')
    .input(z.object({ assetId: id }))
    .output(readiness),
  /** Lets the next hand-over happen with open steps. */
  override: command('configuration.override')
    .input(z.object({ assetId: id, reason: requiredLine(500) }))
    .errors({
      NOTHING_TO_OVERRIDE: { data: z.object({ tag: z.string() }) },
      ALREADY_OVERRIDDEN: { data: z.object({ tag: z.string() }) },
    }),
};
