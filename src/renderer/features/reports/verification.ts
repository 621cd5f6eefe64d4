type Result = Readonly<Record<string, string | number | boolean>>;

/** What a verification found. In order only when it says so: silence is no verdict. */
export interface Verdict {
  readonly sound: boolean;
  /** Code of the first fault, where it lies, and how many there are in all. */
  readonly firstFault: string | null;
  readonly firstFaultAt: string | null;
  readonly faults: number;
  /** What was looked at, by name. */
  readonly facts: readonly (readonly [name: string, value: string | number])[];
}

const told = new Set(['ok', 'firstFault', 'firstFaultAt', 'faults', 'path']);

function text(value: string | number | boolean | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function verdictOf(result: Result): Verdict {
  return {
    sound: result['ok'] === true,
    firstFault: text(result['firstFault']),
    firstFaultAt: text(result['firstFaultAt']),
    faults: Number(result['faults'] ?? 0),
    facts: Object.entries(result).flatMap(([name, value]) =>
      told.has(name) || value === '' || typeof value === 'boolean' ? [] : [[name, value] as const],
    ),
  };
}
