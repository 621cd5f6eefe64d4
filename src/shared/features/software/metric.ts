/** What is counted, and so what one right of an entitlement lets one do. */
export const metrics = [
  'site',
  'named_user',
  'user',
  'user_cal',
  'device_cal',
  'device',
  'core',
  'processor',
  'pvu',
  'rvu',
  'nup',
  'concurrent',
  'token',
] as const;
export type Metric = (typeof metrics)[number];

/** How rights came about: `volume` in packs, `oem` with a device that they die with, `upgrade` on top of a base. */
export const rightKinds = ['perpetual', 'subscription', 'volume', 'oem', 'upgrade'] as const;
export type RightKind = (typeof rightKinds)[number];

/** Rules by which processors are counted. */
export const coreRules = ['plain', 'windows', 'windows_standard', 'sql'] as const;
export type CoreRule = (typeof coreRules)[number];
