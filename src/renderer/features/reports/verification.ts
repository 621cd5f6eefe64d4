type Result = Readonly<Record<string, string | number | boolean>>;

/** Names under which a verification says whether everything was found in order. */
const verdicts = ['sound', 'ok', 'valid', 'intact', 'verified'] as const;

/** In order only when the result says so: silence is not a verdict. */
export function isSound(result: Result): boolean {
  return verdicts.some((name) => result[name] === true) && !verdicts.some((name) => result[name] === false);
}

export function faultsOf(result: Result): string[] {
  const faults = result['faults'] ?? result['fault'];
  return typeof faults === 'string' && faults !== '' ? faults.split(/[\n;]+/).map((each) => each.trim()) : [];
}

export function otherFacts(result: Result): [string, string][] {
  const told = new Set<string>([...verdicts, 'faults', 'fault', 'path']);
  return Object.entries(result)
    .filter(([name, value]) => !told.has(name) && value !== '')
    .map(([name, value]) => [name, String(value)]);
}
