import { implement } from '@orpc/server';
import { securityContract } from '#shared/features/security/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { listVisits, passDoor } from './keeping/doors.ts';
import { letIn, mayEnter, shutOut } from './keeping/entrants.ts';
import { listSecurePlaces, markSecure, readPlaceSecurity, unmarkSecure } from './keeping/places.ts';
import { endRule, listRules, saveRule } from './keeping/rules.ts';
import { changeSeal } from './keeping/seals.ts';
import { classifyAsset, listMisplaced, readKeeping } from './keeping/standing.ts';
import { listPolicyVersions, readPolicy, savePolicy } from './posture/policy.ts';
import { listPosture, readAssetPosture, readSummary, readTrend } from './posture/read-posture.ts';
import { recordPosture } from './posture/record.ts';

const os = implement(securityContract).$context<Call>().use(guard);

export const securityProcedures = os.router({
  listSecurePlaces: os.listSecurePlaces.handler(inQuery(({ reader }) => listSecurePlaces(reader))),
  placeSecurity: os.placeSecurity.handler(inQuery(({ reader }, input) => readPlaceSecurity(reader, input))),
  markSecure: os.markSecure.handler(inCommand(markSecure)),
  unmarkSecure: os.unmarkSecure.handler(inCommand(unmarkSecure)),
  changeSeal: os.changeSeal.handler(inCommand(changeSeal)),
  letIn: os.letIn.handler(inCommand(letIn)),
  shutOut: os.shutOut.handler(inCommand(shutOut)),
  mayEnter: os.mayEnter.handler(inQuery(({ reader }, input) => mayEnter(reader, input))),
  passDoor: os.passDoor.handler(inCommand(passDoor)),
  listVisits: os.listVisits.handler(inQuery(({ reader }, input) => listVisits(reader, input))),
  listRules: os.listRules.handler(inQuery(({ reader }) => listRules(reader))),
  saveRule: os.saveRule.handler(inCommand(saveRule)),
  endRule: os.endRule.handler(inCommand(endRule)),
  listMisplaced: os.listMisplaced.handler(inQuery(({ reader }, input) => listMisplaced(reader, input))),
  keepingOf: os.keepingOf.handler(inQuery(({ reader }, input) => readKeeping(reader, input))),
  classifyAsset: os.classifyAsset.handler(inCommand(classifyAsset)),
  postureOf: os.postureOf.handler(inQuery(({ reader, now }, input) => readAssetPosture(reader, input, dayOf(now)))),
  recordPosture: os.recordPosture.handler(inCommand(recordPosture)),
  listPosture: os.listPosture.handler(inQuery(({ reader, now }, input) => listPosture(reader, input, dayOf(now)))),
  postureSummary: os.postureSummary.handler(inQuery(({ reader, now }) => readSummary(reader, dayOf(now)))),
  postureTrend: os.postureTrend.handler(inQuery(({ reader, now }, input) => readTrend(reader, input, dayOf(now)))),
  posturePolicy: os.posturePolicy.handler(inQuery(({ reader }) => readPolicy(reader))),
  savePosturePolicy: os.savePosturePolicy.handler(inCommand(savePolicy)),
  posturePolicyVersions: os.posturePolicyVersions.handler(inQuery(({ reader }) => listPolicyVersions(reader))),
});
