import { implement } from '@orpc/server';
import { updatesContract } from '#shared/features/updates/contract.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { closeCampaign, getCampaign, listCampaigns, saveCampaign } from './campaigns.ts';
import { listInstalled } from './list-installed.ts';
import { listCandidates, listTracked, readCompliance } from './read-compliance.ts';
import { archiveRelease, importReleases, listReleases, saveRelease } from './releases.ts';
import { forgetProduct, trackProduct } from './track-product.ts';
import { endException, exceptMembers, listMembers, noteUpdated } from './work-on-members.ts';

const os = implement(updatesContract).$context<Call>().use(guard);

export const updateProcedures = os.router({
  listProducts: os.listProducts.handler(inQuery(({ reader, now }) => listTracked(reader, dayOf(now)))),
  listCandidates: os.listCandidates.handler(inQuery(({ reader }) => listCandidates(reader))),
  trackProduct: os.trackProduct.handler(inCommand(trackProduct)),
  forgetProduct: os.forgetProduct.handler(inCommand(forgetProduct)),
  listReleases: os.listReleases.handler(
    inQuery(({ reader, now }, { productId }) => listReleases(reader, productId, dayOf(now))),
  ),
  saveRelease: os.saveRelease.handler(inCommand(saveRelease)),
  archiveRelease: os.archiveRelease.handler(inCommand(archiveRelease)),
  importReleases: os.importReleases.handler(inCommand(importReleases)),
  compliance: os.compliance.handler(inQuery(({ reader, now }, input) => readCompliance(reader, input, dayOf(now)))),
  listInstalled: os.listInstalled.handler(
    inQuery(({ reader, now }, input) => listInstalled(reader, input, dayOf(now))),
  ),
  listCampaigns: os.listCampaigns.handler(inQuery(({ reader, now }) => listCampaigns(reader, dayOf(now)))),
  getCampaign: os.getCampaign.handler(inQuery(({ reader, now }, { id }) => getCampaign(reader, id, dayOf(now)))),
  saveCampaign: os.saveCampaign.handler(inCommand(saveCampaign)),
  closeCampaign: os.closeCampaign.handler(inCommand(closeCampaign)),
  listMembers: os.listMembers.handler(inQuery(({ reader, now }, input) => listMembers(reader, input, dayOf(now)))),
  exceptMembers: os.exceptMembers.handler(inCommand(exceptMembers)),
  endException: os.endException.handler(inCommand(endException)),
  noteUpdated: os.noteUpdated.handler(inCommand(noteUpdated)),
});
