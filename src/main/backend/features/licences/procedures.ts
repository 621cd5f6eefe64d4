import { implement } from '@orpc/server';
import { licencesContract } from '#shared/features/licences/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { revealKey, setKey } from './entitlements/key.ts';
import { getEntitlement, listEntitlements, listPapers } from './entitlements/read-entitlements.ts';
import { changeEntitlement, createEntitlement, endEntitlement } from './entitlements/save-entitlement.ts';
import { adviseRequest } from './reckoning/advise-request.ts';
import { checkCompliance, freezeReport, getReport, listReports } from './reckoning/compliance.ts';
import { listEvidence } from './reckoning/evidence.ts';
import { getPosition, listPositions } from './reckoning/positions.ts';
import { listReclaimable } from './reckoning/reclaimable.ts';
import { forecast } from './renewals/forecast.ts';
import { decideRenewal, listRenewals } from './renewals/renewals.ts';
import { allocate } from './seats/allocate.ts';
import { harvest, harvestDue, harvestNotices, keepSeat } from './seats/harvest.ts';
import { addPolicy, adviseSeat, endPolicy, listPolicies, proposeSeats } from './seats/policies.ts';
import { listSeats } from './seats/read-seats.ts';
import { releaseSeats } from './seats/release.ts';
import { addWish, answerWish, listWishes } from './seats/wishes.ts';

const os = implement(licencesContract).$context<Call>().use(guard);

export const licenceProcedures = os.router({
  listPositions: os.listPositions.handler(inQuery(listPositions)),
  getPosition: os.getPosition.handler(inQuery(getPosition)),
  listEvidence: os.listEvidence.handler(inQuery(({ reader }, input) => listEvidence(reader, input))),
  listEntitlements: os.listEntitlements.handler(inQuery(listEntitlements)),
  getEntitlement: os.getEntitlement.handler(inQuery((query, { id }) => getEntitlement(query, id))),
  createEntitlement: os.createEntitlement.handler(inCommand(createEntitlement)),
  changeEntitlement: os.changeEntitlement.handler(inCommand(changeEntitlement)),
  endEntitlement: os.endEntitlement.handler(inCommand(endEntitlement)),
  setKey: os.setKey.handler(inCommand(setKey)),
  revealKey: os.revealKey.handler(inCommand(revealKey)),
  listPapers: os.listPapers.handler(inQuery(({ reader }) => listPapers(reader))),
  listSeats: os.listSeats.handler(inQuery(({ reader }, input) => listSeats(reader, input))),
  allocate: os.allocate.handler(inCommand(allocate)),
  release: os.release.handler(
    inCommand(async (command, { ids }) => {
      await releaseSeats(command, ids, 'by_hand');
    }),
  ),
  adviseSeat: os.adviseSeat.handler(inQuery(({ reader, now }, input) => adviseSeat(reader, input, dayOf(now)))),
  proposeSeats: os.proposeSeats.handler(inQuery(({ reader, now }, input) => proposeSeats(reader, input, dayOf(now)))),
  listPolicies: os.listPolicies.handler(inQuery(({ reader }, input) => listPolicies(reader, input))),
  addPolicy: os.addPolicy.handler(inCommand(addPolicy)),
  endPolicy: os.endPolicy.handler(inCommand(endPolicy)),
  listWishes: os.listWishes.handler(inQuery(({ reader }, input) => listWishes(reader, input))),
  wish: os.wish.handler(inCommand(addWish)),
  answerWish: os.answerWish.handler(inCommand(answerWish)),
  checkCompliance: os.checkCompliance.handler(
    inQuery(({ reader, now }, input) => checkCompliance(reader, dayOf(now), input)),
  ),
  freezeReport: os.freezeReport.handler(inCommand(freezeReport)),
  listReports: os.listReports.handler(inQuery(({ reader }) => listReports(reader))),
  getReport: os.getReport.handler(inQuery(({ reader }, { id }) => getReport(reader, id))),
  listReclaimable: os.listReclaimable.handler(inQuery(listReclaimable)),
  harvest: os.harvest.handler(inCommand(harvest)),
  harvestDue: os.harvestDue.handler(inCommand((command) => harvestDue(command))),
  keepSeat: os.keepSeat.handler(inCommand(keepSeat)),
  harvestNotices: os.harvestNotices.handler(inQuery(({ reader }) => harvestNotices(reader))),
  adviseRequest: os.adviseRequest.handler(
    inQuery(({ reader, now }, input) => adviseRequest(reader, input, dayOf(now))),
  ),
  listRenewals: os.listRenewals.handler(inQuery(listRenewals)),
  decideRenewal: os.decideRenewal.handler(inCommand(decideRenewal)),
  forecast: os.forecast.handler(inQuery(({ reader, now }, input) => forecast(reader, input, dayOf(now)))),
});
