import { isCurrency } from '#shared/primitives/money.ts';
import { checkField } from './convert-field.ts';
import type { FieldDetails, FieldRole, FieldType } from './fields.ts';

/** What a field must hold to be read for something. */
const typeOfRole: Readonly<Record<FieldRole, FieldType>> = {
  expiry: 'date',
  notice_days: 'number',
  auto_renew: 'yes_no',
};

/** What a field of this type can be read for; at most one thing. */
export function roleOfType(type: FieldType): FieldRole | null {
  return (Object.keys(typeOfRole) as FieldRole[]).find((role) => typeOfRole[role] === type) ?? null;
}

export interface FieldUnfitness {
  path: keyof FieldDetails;
  code: 'CHOICES_NEEDED' | 'SECRET_IS_NOT_COMPARED' | 'ROLE_OF_TYPE' | 'UNIT_IS_CURRENCY' | 'INITIAL_UNFIT';
}

/** What is wrong with a field beyond its single parts; the first, or null. */
export function problemOfField(details: FieldDetails): FieldUnfitness | null {
  const { type, choices, unique, initial, pattern, role, unit } = details;
  if (type === 'choice' && choices.length === 0) return { path: 'choices', code: 'CHOICES_NEEDED' };
  if (type === 'secret' && (unique || initial !== null || pattern !== null))
    return { path: 'type', code: 'SECRET_IS_NOT_COMPARED' };
  if (role !== null && typeOfRole[role] !== type) return { path: 'role', code: 'ROLE_OF_TYPE' };
  if (type === 'money' && unit !== null && !isCurrency(unit.toUpperCase()))
    return { path: 'unit', code: 'UNIT_IS_CURRENCY' };
  return checkField({ ...details, required: false }, initial).ok ? null : { path: 'initial', code: 'INITIAL_UNFIT' };
}
