import english from '../../../../resources/i18n/en.json' with { type: 'json' };

/**
 * The sentence of the resource file, filled with facts; null when there is
 * none. The window words everything itself: this is for what is read outside
 * it, the command line and the workbook of rejected rows.
 */
export function findSentence(key: string, facts: Readonly<Record<string, unknown>>): string | null {
  const pattern = (english as Record<string, unknown>)[key];
  if (typeof pattern !== 'string') return null;
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = facts[name];
    return value === undefined || value === null ? whole : plain(value);
  });
}

/** Facts on one line, for codes that no sentence is written for. */
export function listFacts(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${plain(value)}`)
    .join(', ');
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
