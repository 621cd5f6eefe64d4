import { describe, expect, it } from 'vitest';
import type { Operator } from '#shared/features/auth/model.ts';
import { refuseGuessable } from './guessable-password.ts';
import { keepsAnAdministrator } from './rules.ts';

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
  it.each([
    'Password1234',
    'P@ssw0rd2026!',
    'summer2026!!',
    'qwertyuiop12',
    'aaaaaaaaaaaaab',
    'abcabcabcabc',
    '123456789012',
    'letmeinletmein',
    'quartermaster2026',
    'alice-alice-1',
    'Cooper201984',
    'Northwind2026',
  ])('[S4] refuses %s', async (password) => {
    await expect(refuseGuessable(password, ['alice', 'Alice Cooper', 'Northwind'])).rejects.toMatchObject({
      code: 'PASSWORD_TOO_COMMON',
    });
  });

  it.each(['correct horse battery', 'Zwölf Boxkämpfer jagen', 'wq7!Rk-p29#ah', 'x'.repeat(8) + 'unusual ending here'])(
    '[S4] takes %s',
    async (password) => {
      await expect(refuseGuessable(password, ['alice'])).resolves.toBeUndefined();
    },
  );
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
