import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { managerOf } from '#backend/features/devices/manager-of-backend.ts';
import type { GpsPuckSimulator } from '#backend/features/devices/simulators/gps-puck.ts';
import { followingOf } from '#backend/features/tracking/positions/follow-trackers.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let folder: string;
beforeEach(async () => {
  desk = await openReadyDesk({ sampleData: true, host: { chooseFile: () => Promise.resolve('/media/track.gpx') } });
  folder = mkdtempSync(join(tmpdir(), 'quartermaster-positions-'));
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

const addTracker = async (identifier = '48241179', assetId: number | null = 1): Promise<number> =>
  (await desk.client.tracking.saveTracker({ id: null, identifier, name: `Van ${identifier}`, assetId })).id;

/** A track over the fence and back, a minute between two points; metres north of the fence's centre. */
const track = (metres: readonly number[]) =>
  `Time,Latitude,Longitude\n${metres
    .map((each, index) => `2026-11-24T07:${String(index).padStart(2, '0')}:00Z,${50 + each / 111_195},14`)
    .join('\n')}\n`;

async function importText(trackerId: number, text: string, name = 'track.csv') {
  const path = join(folder, name);
  writeFileSync(path, text);
  const { jobId } = await desk.client.tracking.importPositions({ path, trackerId });
  return desk.backend.jobs.ended(jobId);
}

/** The listener on a port of the system's choice, with its token. */
async function listen(): Promise<{ base: string; token: string }> {
  const changes = await desk.client.application.changes();
  await desk.client.tracking.setListener({ enabled: true, host: '127.0.0.1', port: 5055, newToken: false });
  const following = followingOf(desk.backend);
  if (!following) throw new Error('nobody follows trackers');
  const { token } = await desk.client.tracking.listener();
  await following.listen({ enabled: true, host: '127.0.0.1', port: 0, token, operatorId: 1 });
  void changes.return?.(undefined);
  return { base: `http://127.0.0.1:${following.listener?.port}/${token}`, token };
}

describe('trackers', () => {
  it('[K5] are set up for an asset, renamed, and known by one number only', async () => {
    const id = await addTracker();
    await expect(addTracker()).rejects.toMatchObject({ code: 'TRACKER_KNOWN' });
    await desk.client.tracking.saveTracker({ id, identifier: '48241179', name: 'Blue van', assetId: 2 });
    expect(await desk.client.tracking.listTrackers()).toMatchObject([
      { name: 'Blue van', asset: { name: 'IT-000002' }, last: null, inside: [] },
    ]);
  });

  it('[K5] report over HTTP with the token: stored before the answer, ordered by their own time, once', async () => {
    const id = await addTracker();
    const { base } = await listen();
    const report = (minute: string) => fetch(`${base}?id=48241179&lat=50&lon=14&timestamp=2026-11-24T07:${minute}:00Z`);
    for (const minute of ['05', '03', '03', '04']) expect((await report(minute)).status).toBe(200);
    const trail = await desk.client.tracking.trail({ trackerId: id, from: null });
    expect(trail.map(({ at }) => at.slice(14, 16))).toEqual(['03', '04', '05']);
    expect(await desk.client.tracking.listener()).toMatchObject({ state: 'listening', accepted: 4, refused: 0 });
  });

  it('[K5] without the token, without a number, with rubbish or too much nothing is taken', async () => {
    await addTracker();
    const { base, token } = await listen();
    const root = base.slice(0, -token.length);
    const statuses = await Promise.all([
      fetch(`${root}?id=48241179&lat=50&lon=14`),
      fetch(`${root}wrong?id=48241179&lat=50&lon=14`),
      fetch(`${base}?lat=50&lon=14`),
      fetch(base, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }),
      fetch(base, { method: 'DELETE' }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 400, 400, 405]);
    await expect(fetch(base, { method: 'POST', body: 'x'.repeat(2_000_000) })).rejects.toThrow();
    expect((await desk.client.tracking.listTrackers())[0]?.last).toBeNull();
  });

  it('[V6] a simulated tracker drives: in either form, late, and told twice it is the same trail', async () => {
    const id = await addTracker();
    await expect(desk.client.tracking.simulateTracker({ trackerId: id })).rejects.toMatchObject({
      code: 'LISTENER_OFF',
    });
    await listen();
    const all = await desk.client.tracking.simulateTracker({ trackerId: id, faults: ['late_bulk', 'duplicates'] });
    expect(all).toEqual({ accepted: 40, refused: 0 });
    const trail = await desk.client.tracking.trail({ trackerId: id, from: null });
    expect(trail).toHaveLength(20);
    expect(trail.map(({ at }) => at)).toEqual(trail.map(({ at }) => at).toSorted());
    const other = await addTracker('8737767034', 2);
    expect(await desk.client.tracking.simulateTracker({ trackerId: other, faults: ['json'] })).toMatchObject({
      accepted: 20,
    });
    const speeds = (await desk.client.tracking.trail({ trackerId: other, from: null })).map(({ speed }) =>
      Math.round(speed ?? 0),
    );
    expect(new Set(speeds)).toEqual(new Set([90]));
    const nameless = await desk.client.tracking.simulateTracker({ trackerId: id, faults: ['no_number'] });
    expect(nameless).toEqual({ accepted: 0, refused: 20 });
  });

  it('[K5] a stranger is refused and named, so that he can be set up', async () => {
    const { base } = await listen();
    expect((await fetch(`${base}?id=777&lat=50&lon=14`)).status).toBe(400);
    expect(await desk.client.tracking.heard()).toMatchObject([{ identifier: '777' }]);
  });

  it('[K5] the listener is off until somebody switches it on, and only this computer reaches it then', async () => {
    expect(await desk.client.tracking.listener()).toMatchObject({ enabled: false, host: '127.0.0.1', state: 'off' });
    const { token } = await listen();
    await desk.client.tracking.setListener({ enabled: false, host: '127.0.0.1', port: 5055, newToken: true });
    const after = await desk.client.tracking.listener();
    expect(after.token).not.toBe(token);
    expect(after.token.length).toBeGreaterThan(20);
  });
});

describe('files', () => {
  it('[K5] a file is brought in once, however often it is chosen', async () => {
    const id = await addTracker();
    const first = await importText(id, track([0, 100, 200]));
    expect(first).toMatchObject({ state: 'done', result: { positions: 3, tooOld: 0, passedOver: 0 } });
    expect(await importText(id, track([0, 100, 200]))).toMatchObject({ result: { positions: 0 } });
    expect(await desk.client.tracking.trail({ trackerId: id, from: null })).toHaveLength(3);
    expect(await desk.client.tracking.choosePositionFile()).toEqual({ path: '/media/track.gpx' });
  });

  it('[K5] one without positions says so', async () => {
    const id = await addTracker();
    expect(await importText(id, 'nothing')).toMatchObject({
      state: 'failed',
      failure: { code: 'POSITIONS_UNREADABLE' },
    });
  });
});

describe('fences', () => {
  it('[K5] entering and leaving is recorded once each, not each time that a receiver trembles', async () => {
    const trackerId = await addTracker();
    const { id } = await desk.client.tracking.saveGeofence({
      id: null,
      name: 'Yard',
      latitude: 50,
      longitude: 14,
      radius: 200,
    });
    await importText(trackerId, track([600, 210, 150, 195, 205, 199, 239, 256, 230, 600]));
    const crossings = await desk.client.tracking.crossings();
    expect(crossings.map(({ direction, at, geofence }) => [direction, at.slice(14, 16), geofence])).toEqual([
      ['left', '07', 'Yard'],
      ['entered', '02', 'Yard'],
    ]);
    const { entries } = await desk.client.reports.journal({});
    expect(entries.map(({ event }) => event)).toContain('tracking.geofenceEntered');
    await desk.client.tracking.archiveGeofence({ id });
    expect(await desk.client.tracking.listGeofences()).toEqual([]);
  });

  it('[K5] what comes late tells the fence nothing new', async () => {
    const trackerId = await addTracker();
    await desk.client.tracking.saveGeofence({ id: null, name: 'Yard', latitude: 50, longitude: 14, radius: 200 });
    await importText(trackerId, 'Time,Lat,Lon\n2026-11-24T07:30:00Z,50,14\n');
    await importText(trackerId, track([600, 650, 700]));
    expect(await desk.client.tracking.crossings()).toEqual([]);
    expect((await desk.client.tracking.listTrackers())[0]?.inside).toEqual(['Yard']);
  });

  it('[K5] share no name', async () => {
    const fence = { id: null, name: 'Yard', latitude: 50, longitude: 14, radius: 200 };
    await desk.client.tracking.saveGeofence(fence);
    await expect(desk.client.tracking.saveGeofence({ ...fence, name: 'YARD' })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    });
  });
});

describe('retention', () => {
  it('[K5] positions are forgotten when they are too old, and that is journalled', async () => {
    const id = await addTracker();
    await importText(id, 'Time,Lat,Lon\n2026-11-20T07:00:00Z,50,14\n2026-11-24T07:00:00Z,50,14\n');
    expect(await importText(id, 'Time,Lat,Lon\n2025-11-20T07:00:00Z,50,14\n')).toMatchObject({
      result: { positions: 0, tooOld: 1 },
    });
    expect(await desk.client.tracking.positionSettings()).toMatchObject({ retentionDays: 30, kept: 2 });
    await desk.client.tracking.setRetention({ days: 2 });
    expect(await desk.client.tracking.positionSettings()).toMatchObject({
      retentionDays: 2,
      kept: 1,
      oldest: '2026-11-24T07:00:00.000Z',
    });
    desk.surroundings.pass(10 * 86_400_000);
    await desk.restart();
    await desk.client.auth.signIn({ username: 'root', password: 'correct horse battery' });
    expect(await desk.client.tracking.positionSettings()).toMatchObject({ kept: 0 });
    const { entries } = await desk.client.reports.journal({});
    expect(entries.filter(({ event }) => event === 'tracking.positionsForgotten')).toHaveLength(2);
  });
});

describe('a receiver of this computer', () => {
  it('[K5] its moves are kept, its trembling, its void fixes and wrong checksums are not', async () => {
    const { id: deviceId } = await desk.client.devices.save({
      id: null,
      name: 'Puck',
      kind: 'nmea',
      connection: { type: 'simulator' },
      use: 'tracking',
      framing: 'auto',
      pattern: null,
      beep: null,
    });
    const changes = await desk.client.application.changes();
    const until = async (isSo: () => Promise<boolean>) => {
      while (!(await isSo())) await changes.next();
    };
    await until(async () => (await desk.client.devices.list())[0]?.state === 'ready');
    const tracker = await addTracker(`device:${deviceId}`);
    const puck = managerOf(desk.backend).simulator(deviceId) as GpsPuckSimulator;
    puck.faults.binaryNoise = true;
    puck.tell('2026-11-24T07:59:58.000Z', 50, 14);
    puck.tell('2026-11-24T07:59:58.500Z', 50.000001, 14);
    puck.faults.noFix = true;
    puck.tell('2026-11-24T07:59:59.000Z', 10, 14);
    puck.faults.noFix = false;
    puck.faults.badChecksum = true;
    puck.tell('2026-11-24T07:59:59.200Z', 20, 14);
    puck.faults.badChecksum = false;
    await desk.client.devices.simulate({ id: deviceId, action: 'scan', codes: ['2026-11-24T07:59:59.500Z,50.01,14'] });
    const trail = () => desk.client.tracking.trail({ trackerId: tracker, from: null });
    await until(async () => (await trail()).length >= 2);
    expect((await trail()).map(({ latitude }) => Math.round(latitude * 100) / 100)).toEqual([50, 50.01]);
    expect((await desk.client.devices.list())[0]).toMatchObject({ badFrames: 1, lastFault: 'CHECKSUM' });
  });
});
