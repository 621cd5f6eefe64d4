const secretName = /pass|secret|phrase|token|key$|seed|pin$|totp|recovery/i;
const controlCharacters = /[\u0000-\u001f\u007f]/g; // oxlint-disable-line no-control-regex -- what a log line must not carry
const longest = 2000;

/** Facts as they may stand in a log: secrets by name replaced, control characters and excess length removed. */
export function redact(facts: Record<string, unknown>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      secretName.test(name) ? '[hidden]' : plain(value, name, depth),
    ]),
  );
}

function plain(value: unknown, name: string, depth: number): unknown {
  if (typeof value === 'string')
    return value.replaceAll(controlCharacters, name === 'stack' ? '\n' : ' ').slice(0, longest);
  if (Array.isArray(value))
    return depth > 4 ? '[deep]' : value.slice(0, 50).map((item) => plain(item, name, depth + 1));
  if (value !== null && typeof value === 'object') return depth > 4 ? '[deep]' : redact({ ...value }, depth + 1);
  return value;
}
