import type { CoreRule, Metric } from '#shared/features/software/metric.ts';
import { coresOfHost, coresOfMachine, namedUsersPlus, processorLicences, pvus, rvus } from './cores.ts';
import type { Effective } from './effective.ts';
import type { Allocation, Device, Evidence, Installation, LineCode, Session } from './model.ts';
import { peakOf } from './peak.ts';

/** Something that needs rights, and what it is known from. */
export interface Claim {
  readonly productId: number;
  readonly units: number;
  readonly code: Extract<LineCode, 'DEMAND' | 'UNKNOWN_USERS' | 'ALLOCATED_NOT_INSTALLED' | 'PEAK'>;
  readonly deviceId: number | null;
  readonly userId: number | null;
  readonly departmentId: number | null;
  readonly evidence: Evidence;
  /** Lots on which its holder has a seat. */
  readonly seatsOn: readonly number[];
  /** What is not covered yet. */
  left: number;
  readonly coveredBy: { readonly by: Effective; readonly units: number }[];
  /** Covered without a right of its own, beside another device of the same person. */
  rides: boolean;
}

/** What the claims on one product in one metric are made of. */
export interface Basis {
  readonly productId: number;
  readonly metric: Metric;
  readonly installations: readonly Installation[];
  readonly lots: readonly Effective[];
  readonly allocations: readonly Allocation[];
  readonly sessions: readonly Session[];
  readonly devices: ReadonlyMap<number, Device>;
  readonly asOf: string;
}

type Fact = Pick<Claim, 'units' | 'evidence'> & Partial<Claim>;

function claim({ productId }: Basis, fact: Fact): Claim {
  const blank = { code: 'DEMAND' as const, deviceId: null, userId: null, departmentId: null, seatsOn: [] };
  return { ...blank, productId, ...fact, left: fact.units, coveredBy: [], rides: false };
}

const installed = (rows: readonly Installation[]): Evidence => ({
  kind: 'installation',
  ids: rows.map(({ id }) => id),
});
const byNumber = ([one]: readonly [number, unknown], [other]: readonly [number, unknown]): number => one - other;
/** In the order of the things themselves, so that no number depends on the order of an import. */
const grouped = (rows: readonly Installation[], key: (row: Installation) => number) =>
  [...Map.groupBy(rows, key)].toSorted(byNumber);

/** Lots on which people and devices have seats. */
function seatsOf({ allocations }: Basis): (holder: { userId: number | null; deviceId: number | null }) => number[] {
  if (allocations.length === 0) return () => [];
  const ofUser = Map.groupBy(allocations, ({ userId }) => userId);
  const ofDevice = Map.groupBy(allocations, ({ deviceId }) => deviceId);
  return ({ userId, deviceId }) =>
    [
      ...(userId === null ? [] : (ofUser.get(userId) ?? [])),
      ...(deviceId === null ? [] : (ofDevice.get(deviceId) ?? [])),
    ].map(({ lotId }) => lotId);
}

function deviceClaims(basis: Basis, rows = basis.installations, code: Claim['code'] = 'DEMAND'): Claim[] {
  const seats = seatsOf(basis);
  return grouped(rows, (row) => row.deviceId).map(([deviceId, own]) => {
    const userId = own[0]?.userId ?? null;
    return claim(basis, {
      units: 1,
      code,
      deviceId,
      userId,
      departmentId: basis.devices.get(deviceId)?.departmentId ?? null,
      evidence: installed(own),
      seatsOn: seats({ userId, deviceId }),
    });
  });
}

/** A person counts once, whatever the number of devices, unless a right is for so many of them. */
function userClaims(basis: Basis): Claim[] {
  const limits = basis.lots.map(({ lot }) => lot.installsPerRight).filter((limit) => limit > 0);
  const limit = limits.length === 0 ? Infinity : Math.min(...limits);
  const seats = seatsOf(basis);
  const named = basis.installations.filter(({ userId }) => userId !== null);
  const known = grouped(named, ({ userId }) => userId ?? 0).map(([userId, own]) => {
    const devices = new Set(own.map(({ deviceId }) => deviceId));
    return claim(basis, {
      units: limit === Infinity ? 1 : Math.ceil(devices.size / limit),
      userId,
      departmentId: basis.devices.get(Math.min(...devices))?.departmentId ?? null,
      evidence: installed(own),
      seatsOn: seats({ userId, deviceId: null }),
    });
  });
  // An installation is never dropped because nobody knows whose device it is on.
  const unknown = basis.installations.filter(({ userId }) => userId === null);
  return [...known, ...deviceClaims(basis, unknown, 'UNKNOWN_USERS')];
}

/** Somebody who holds a seat consumes it until it is withdrawn, installed or not, here or gone. */
function namedUserClaims(basis: Basis): Claim[] {
  const claims = userClaims(basis);
  const claiming = new Set(claims.map(({ userId }) => userId));
  const devices = new Set(basis.installations.map(({ deviceId }) => deviceId));
  const idle = basis.allocations.filter(
    ({ userId, deviceId }) =>
      (userId !== null && !claiming.has(userId)) || (deviceId !== null && !devices.has(deviceId)),
  );
  return [
    ...claims,
    ...idle.map((allocation) =>
      claim(basis, {
        units: allocation.seats,
        code: 'ALLOCATED_NOT_INSTALLED',
        userId: allocation.userId,
        deviceId: allocation.deviceId,
        evidence: { kind: 'allocation', ids: [allocation.id] },
        seatsOn: [allocation.lotId],
      }),
    ),
  ];
}

/** One right of a site serves everything there; what lies elsewhere needs rights of another kind. */
function siteClaims(basis: Basis): Claim[] {
  const siteOf = ({ deviceId }: Installation): number => {
    const places = basis.devices.get(deviceId)?.placeIds ?? [];
    return basis.lots.find(({ lot }) => lot.siteId !== null && places.includes(lot.siteId))?.lot.siteId ?? 0;
  };
  return grouped(basis.installations, siteOf).flatMap(([siteId, own]) =>
    siteId === 0
      ? deviceClaims(basis, own)
      : [
          claim(basis, {
            units: 1,
            evidence: installed(own),
            seatsOn: basis.lots.filter(({ lot }) => lot.siteId === siteId).map(({ lot }) => lot.id),
          }),
        ],
  );
}

const coresOf = ({ processors, coresPerProcessor }: Device): number => processors * coresPerProcessor;

/** Virtual machines may be licensed by themselves only under maintenance or a subscription. */
function licensesMachines({ lots, asOf }: Basis): boolean {
  return lots.some(
    ({ lot }) =>
      lot.kind === 'subscription' ||
      (lot.maintenance !== null && lot.maintenance.startsOn <= asOf && asOf <= lot.maintenance.endsOn),
  );
}

function coreClaims(basis: Basis): Claim[] {
  const [first] = basis.lots;
  const rule: CoreRule = first?.lot.rule ?? 'plain';
  const packSize = first?.lot.packSize ?? 1;
  const single = licensesMachines(basis);
  const counted = ({ deviceId }: Installation): number => {
    const hostId = basis.devices.get(deviceId)?.hostId ?? null;
    return single || hostId === null ? deviceId : hostId;
  };
  return grouped(basis.installations, counted).map(([deviceId, own]) => {
    const device = basis.devices.get(deviceId);
    const machines = new Set(own.map((row) => row.deviceId).filter((id) => id !== deviceId)).size;
    const host = device ?? { processors: 1, coresPerProcessor: 1 };
    const units =
      device !== undefined && device.hostId !== null
        ? coresOfMachine(rule, coresOf(device), packSize)
        : coresOfHost(rule, host, machines, packSize);
    return claim(basis, { units, deviceId, departmentId: device?.departmentId ?? null, evidence: installed(own) });
  });
}

function hostsOf(deviceId: number, device: Device | undefined): readonly number[] {
  if (device === undefined || device.hostId === null) return [deviceId];
  return device.reach.length > 0 ? device.reach : [device.hostId];
}

/** Every host that a virtual machine may come to counts with all its cores, whatever the size of the machine. */
function processorClaims(basis: Basis): Claim[] {
  const onHost = new Map<number, Installation[]>();
  for (const row of basis.installations) {
    const device = basis.devices.get(row.deviceId);
    for (const host of hostsOf(row.deviceId, device)) onHost.set(host, [...(onHost.get(host) ?? []), row]);
  }
  return [...onHost].toSorted(byNumber).map(([deviceId, own]) => {
    const device = basis.devices.get(deviceId);
    const units = processorLicences(device ? coresOf(device) : 1, device?.coreFactor ?? 1);
    return claim(basis, { units, deviceId, departmentId: device?.departmentId ?? null, evidence: installed(own) });
  });
}

function pvuClaims(basis: Basis): Claim[] {
  return grouped(basis.installations, (row) => row.deviceId).map(([deviceId, own]) => {
    const device = basis.devices.get(deviceId);
    const units = device ? pvus(coresOf(device), device.pvuPerCore) : 0;
    return claim(basis, { units, deviceId, departmentId: device?.departmentId ?? null, evidence: installed(own) });
  });
}

/** One claim of the whole estate, where each further unit is worth less or a minimum hangs on all of them. */
function wholeClaim(basis: Basis): Claim[] {
  if (basis.installations.length === 0) return [];
  const devices = [...new Set(basis.installations.map(({ deviceId }) => deviceId))].flatMap(
    (id) => basis.devices.get(id) ?? [],
  );
  const users = new Set(basis.installations.map(({ userId, deviceId }) => userId ?? -deviceId));
  const sum = (of: (device: Device) => number): number => devices.reduce((total, device) => total + of(device), 0);
  const units =
    basis.metric === 'rvu'
      ? rvus(sum(coresOf))
      : namedUsersPlus(
          users.size,
          sum(({ processors }) => processors),
        );
  return [claim(basis, { units, evidence: installed(basis.installations) })];
}

function sessionClaims(basis: Basis): Claim[] {
  const weighted = basis.metric === 'token';
  const { peak, sessions } = peakOf(weighted ? basis.sessions : basis.sessions.map((each) => ({ ...each, tokens: 1 })));
  if (peak === 0) return [];
  return [claim(basis, { units: peak, code: 'PEAK', evidence: { kind: 'session', ids: sessions } })];
}

/** Whoever, or whatever, comes in needs an access licence; how many of the other does not matter. */
function accessClaims(basis: Basis): Claim[] {
  const key = ({ userId, deviceId }: Session): number => (basis.metric === 'user_cal' ? userId : deviceId) ?? 0;
  return [...Map.groupBy(basis.sessions, key)]
    .filter(([id]) => id !== 0)
    .toSorted(byNumber)
    .map(([id, own]) =>
      claim(basis, {
        units: 1,
        userId: basis.metric === 'user_cal' ? id : null,
        deviceId: basis.metric === 'device_cal' ? id : null,
        evidence: { kind: 'session', ids: own.map((session) => session.id) },
      }),
    );
}

const makers: Readonly<Record<Metric, (basis: Basis) => Claim[]>> = {
  site: siteClaims,
  named_user: namedUserClaims,
  user: userClaims,
  user_cal: accessClaims,
  device_cal: accessClaims,
  device: deviceClaims,
  core: coreClaims,
  processor: processorClaims,
  pvu: pvuClaims,
  rvu: wholeClaim,
  nup: wholeClaim,
  concurrent: sessionClaims,
  token: sessionClaims,
};

/** What needs rights on a product in a metric. */
export function claimsOf(basis: Basis): Claim[] {
  return makers[basis.metric](basis);
}
