import { basename } from 'node:path';
import { implement } from '@orpc/server';
import { trackingContract } from '#shared/features/tracking/contract.ts';
import { actingOperator } from '#backend/kernel/rpc/call.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { epcOfAsset } from '#backend/features/assets/index.ts';
import { adoptTag, encodeForAsset } from './encode-for-asset.ts';
import { identifyTags } from './identify-tags.ts';
import { listenerOf, positionSettings, setListener, setRetention } from './positions/change-settings.ts';
import { followingOf } from './positions/follow-trackers.ts';
import { archiveGeofence, saveGeofence } from './positions/geofences.ts';
import { importPositions } from './positions/import-positions.ts';
import { listCrossings, listGeofences, listTrackers, trailOf } from './positions/repository.ts';
import { simulateTracker } from './positions/simulate-tracker.ts';
import { saveTracker } from './positions/trackers.ts';
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
  listTrackers: os.listTrackers.handler(inQuery(({ reader }) => listTrackers(reader))),
  heard: os.heard.handler(({ context: { backend } }) =>
    [...(followingOf(backend)?.heard ?? [])].map(([identifier, at]) => ({ identifier, at })),
  ),
  saveTracker: os.saveTracker.handler(inCommand(saveTracker)),
  trail: os.trail.handler(inQuery(({ reader }, input) => trailOf(reader, input))),
  choosePositionFile: os.choosePositionFile.handler(async ({ context: { backend } }) => ({
    path: await backend.host.chooseFile({
      filters: [{ name: 'NMEA, GPX, CSV', extensions: ['nmea', 'log', 'txt', 'gpx', 'csv'] }],
    }),
  })),
  importPositions: os.importPositions.handler(({ context: { backend, session }, input }) => {
    const actor = actingOperator(session);
    const jobId = backend.jobs.start('positions', basename(input.path), (job) =>
      importPositions(backend, job, actor, input),
    );
    return { jobId };
  }),
  listGeofences: os.listGeofences.handler(inQuery(({ reader }) => listGeofences(reader))),
  saveGeofence: os.saveGeofence.handler(inCommand(saveGeofence)),
  archiveGeofence: os.archiveGeofence.handler(inCommand(archiveGeofence)),
  crossings: os.crossings.handler(inQuery(({ reader }) => listCrossings(reader))),
  positionSettings: os.positionSettings.handler(inQuery(positionSettings)),
  setRetention: os.setRetention.handler(inCommand(setRetention)),
  listener: os.listener.handler(inQuery(listenerOf)),
  simulateTracker: os.simulateTracker.handler(({ context: { backend }, input }) => simulateTracker(backend, input)),
  setListener: os.setListener.handler(inCommand(setListener)),
});
