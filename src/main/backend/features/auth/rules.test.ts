import { describe, expect, it } from 'vitest';
import type { Operator } from '#shared/features/auth/model.ts';
import { isCommonPassword, keepsAnAdministrator } from './rules.ts';

const operator = (id: number, roles: Operator['roles'], active = true): Operator => ({
  id,
  username: `operator${id}`,
  displayName: `Operator ${id}`,
  roles,
  active,
  createdAt: '2026-11-24T08:00:00.000Z',
  lastSignInAt: null,
  conflicts: [],
  secondFactor: false,
});

describe('passwords', () => {
  it.each(['Password1234', 'aaaaaaaaaaaaab', 'alice-alice-1', 'AliceAlice12'])('[S4] refuses %s', (password) => {
    expect(isCommonPassword(password, ['alice'])).toBe(true);
  });

  it('[S4] takes a passphrase of any words', () => {
    expect(isCommonPassword('correct horse battery', ['alice'])).toBe(false);
  });
});

describe('the last administrator', () => {
  const only = [operator(1, ['administrator']), operator(2, ['desk_operator']), operator(3, ['administrator'], false)];

  it('[S4] can neither be demoted nor disabled', () => {
    expect(keepsAnAdministrator(only, { id: 1, active: true, roles: ['auditor'] })).toBe(false);
    expect(keepsAnAdministrator(only, { id: 1, active: false, roles: ['administrator'] })).toBe(false);
  });

  it('[S4] may go once there is another', () => {
    expect(
      keepsAnAdministrator([...only, operator(4, ['administrator'])], {
        id: 1,
        active: false,
        roles: ['administrator'],
      }),
    ).toBe(true);
  });
});
