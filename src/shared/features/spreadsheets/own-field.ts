const prefix = 'own:';

/** The target of a column that goes to the field of this name which the row's category has. */
export const ownFieldOf = (name: string): string => `${prefix}${name}`;

/** The name of the field that a target means; null for a fact that every record has. */
export function ownFieldName(key: string): string | null {
  return key.startsWith(prefix) ? key.slice(prefix.length) : null;
}
