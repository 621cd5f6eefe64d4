import type { CoreRule } from '#shared/features/software/metric.ts';

interface Host {
  readonly processors: number;
  /** Physical cores of each, those that are switched off as well; threads are none. */
  readonly coresPerProcessor: number;
}

const minimums: Readonly<
  Record<CoreRule, { processor: number; host: number; machine: number; machinesPerSet: number }>
> = {
  plain: { processor: 1, host: 1, machine: 1, machinesPerSet: 0 },
  windows: { processor: 8, host: 16, machine: 8, machinesPerSet: 0 },
  // A full set of core licences is for two virtual machines; more need further sets.
  windows_standard: { processor: 8, host: 16, machine: 8, machinesPerSet: 2 },
  sql: { processor: 4, host: 4, machine: 4, machinesPerSet: 0 },
};

/**
 * Core licences of a physical host: the cores, at least the minimum of each processor and of the host.
 *
 * @param machines virtual machines that run on it, which some rules count in sets.
 * @param packSize licences are sold by so many, rounded up for this server.
 */
export function coresOfHost(rule: CoreRule, host: Host, machines = 0, packSize = 1): number {
  const { processor, host: least, machinesPerSet } = minimums[rule];
  const set = Math.max(least, host.processors * Math.max(processor, host.coresPerProcessor));
  const sets = machinesPerSet === 0 ? 1 : Math.max(1, Math.ceil(machines / machinesPerSet));
  return toPacks(set * sets, packSize);
}

/** Core licences of a virtual machine that is licensed by itself. */
export function coresOfMachine(rule: CoreRule, virtualCores: number, packSize = 1): number {
  return toPacks(Math.max(minimums[rule].machine, virtualCores), packSize);
}

const toPacks = (units: number, packSize: number): number => Math.ceil(units / packSize) * packSize;

/** Processor licences: all cores in reach times the factor of the processor, rounded up. */
export function processorLicences(cores: number, factor: number): number {
  return Math.ceil(round(cores * factor));
}

/** Processor value units. */
export function pvus(cores: number, pvuPerCore: number): number {
  return cores * pvuPerCore;
}

const rvuTiers = [
  { upTo: 2_500, worth: 1 },
  { upTo: 10_000, worth: 0.8 },
  { upTo: 50_000, worth: 0.6 },
  { upTo: 150_000, worth: 0.4 },
  { upTo: Infinity, worth: 0.2 },
] as const;

/** Resource value units: the more there is, the less each further one is worth; rounded up. */
export function rvus(units: number): number {
  let sum = 0;
  let below = 0;
  for (const { upTo, worth } of rvuTiers) {
    sum += Math.max(0, Math.min(units, upTo) - below) * worth;
    below = upTo;
  }
  return Math.ceil(round(sum));
}

/** Named users with a minimum of 25 for each processor. */
export function namedUsersPlus(users: number, processors: number): number {
  return Math.max(users, processors * 25);
}

/** Without the trace of binary arithmetic that rounding up would make a whole licence of. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6;
