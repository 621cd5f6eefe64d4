import { implement } from '@orpc/server';
import { trackingContract } from '#shared/features/tracking/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { epcOfAsset } from '#backend/features/assets/index.ts';
import { adoptTag, encodeForAsset } from './encode-for-asset.ts';
import { identifyTags } from './identify-tags.ts';
import { recordSweep } from './record-sweep.ts';

const os = implement(trackingContract).$context<Call>().use(guard);

export const trackingProcedures = os.router({
  identify: os.identify.handler(inQuery(identifyTags)),
  recordSweep: os.recordSweep.handler(inCommand(recordSweep)),
  epcOfAsset: os.epcOfAsset.handler(
    inQuery(async ({ reader }, { assetId }) => ({ epc: await epcOfAsset(reader, assetId) })),
  ),
  encode: os.encode.handler(({ context, input }) => encodeForAsset(context, input)),
  adoptTag: os.adoptTag.handler(({ context, input }) => adoptTag(context, input)),
});
