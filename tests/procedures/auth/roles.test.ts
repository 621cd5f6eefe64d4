import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtInRoles, permissions, permissionsOfRole } from '#shared/features/auth/permissions.ts';
import type { Permission } from '#shared/features/auth/permissions.ts';
import { conflictsOf, conflicts as rules } from '#shared/features/auth/separation.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { signInAs, slowHook } from '#tests/support/procurement.ts';

const password = 'correct horse battery';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(() => desk.close());

const run = (sql: string) => desk.backend.inventory?.sqlite.exec(sql);
const operatorNamed = async (username: string) => {
  const found = (await desk.client.auth.listOperators()).find((each) => each.username === username);
  if (!found) throw new Error(username);
  return found;
};

describe('the roles of the application', () => {
  it('[S4] hold what the policy says, and nothing of it is held by another', () => {
    const policy = JSON.parse(readFileSync(new URL('../../fixtures/roles.json', import.meta.url), 'utf8')) as {
      roles: string[];
      permissions: Record<string, string[] | string>;
    };
    expect([...builtInRoles].toSorted()).toEqual(policy.roles.toSorted());
    const known = Object.entries(policy.permissions).flatMap(([permission, holders]) =>
      Array.isArray(holders) && (permissions as readonly string[]).includes(permission)
        ? [{ permission: permission as Permission, holders }]
        : [],
    );
    expect(known.length).toBeGreaterThan(25);
    for (const { permission, holders } of known)
      expect(
        builtInRoles.filter((role) => permissionsOfRole[role].includes(permission)).toSorted(),
        permission,
      ).toEqual(holders.toSorted());
  });

  it('[S4] give every permission to somebody, and no single one brings a conflict', () => {
    const held = new Set(builtInRoles.flatMap((role) => permissionsOfRole[role]));
    expect(permissions.filter((permission) => !held.has(permission))).toEqual([]);
    for (const role of builtInRoles) expect(conflictsOf(new Set(permissionsOfRole[role])), role).toEqual([]);
    for (const { key, permissions: pair } of rules) expect(conflictsOf(new Set(pair))).toContain(key);
  });
});

describe('roles of the department’s own', () => {
  const details = {
    name: 'Night shift',
    description: 'Hands out',
    permissions: ['asset.view', 'asset.checkout'],
  } as const;

  it(
    '[S4] hold exactly what they were given, from the next call on',
    async () => {
      const { id } = await desk.client.auth.createRole({ ...details, permissions: [...details.permissions] });
      const night = await signInAs(desk, 'nora', [`own:${id}`]);
      await expect(night.auth.listRoles()).resolves.toContainEqual({
        role: `own:${id}`,
        own: { id, name: 'Night shift', description: 'Hands out', version: 1 },
        permissions: ['asset.view', 'asset.checkout'],
        holders: ['nora'],
      });
      await expect(night.people.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
      const change = { ...details, permissions: ['asset.view' as const, 'person.view' as const] };
      await desk.client.auth.changeRole({ seen: { id, version: 1 }, details: change });
      await expect(night.people.list({})).resolves.toMatchObject({ rows: [] });
      await expect(desk.client.auth.changeRole({ seen: { id, version: 1 }, details: change })).rejects.toMatchObject({
        code: 'CHANGED_MEANWHILE',
      });
      await expect(night.auth.createRole(change)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    },
    slowHook,
  );

  it('[S4] hold nothing that a second administrator confirms, in the database either', async () => {
    const reserved = { ...details, permissions: ['asset.view' as const, 'request.approve' as const] };
    await expect(desk.client.auth.createRole(reserved)).rejects.toMatchObject({
      code: 'PERMISSIONS_RESERVED',
      data: { permissions: ['request.approve'] },
    });
    const { id } = await desk.client.auth.createRole({ ...details, permissions: [...details.permissions] });
    expect(() => run(`INSERT INTO own_role_permission VALUES (${id}, 'request.approve')`)).toThrow('CHECK');
    await expect(
      desk.client.auth.createRole({ ...details, name: 'night SHIFT', permissions: ['asset.view'] }),
    ).rejects.toMatchObject({ code: 'ROLE_NAME_TAKEN' });
  });

  it('[S4] stay as long as somebody holds them, in the database either', async () => {
    const { id } = await desk.client.auth.createRole({ ...details, permissions: [...details.permissions] });
    await desk.client.auth.createOperator({ username: 'nora', displayName: 'Nora', password, roles: [`own:${id}`] });
    await expect(desk.client.auth.archiveRole({ id, version: 1 })).rejects.toMatchObject({
      code: 'ROLE_HELD',
      data: { names: 'Nora' },
    });
    expect(() => run(`UPDATE own_role SET archived_at = '2026-01-01' WHERE id = ${id}`)).toThrow('OWN_ROLE_HELD');
    const { id: nora } = await operatorNamed('nora');
    await desk.client.auth.updateOperator({ id: nora, displayName: 'Nora', roles: ['viewer'], active: true });
    await desk.client.auth.archiveRole({ id, version: 1 });
    expect((await desk.client.auth.listRoles()).some(({ own }) => own?.id === id)).toBe(false);
    expect(() => run(`INSERT INTO operator_role VALUES (${nora}, 'own:${id}')`)).toThrow('OWN_ROLE_UNKNOWN');
  });
});

describe('roles that one person should not hold together', () => {
  it('[S4] are allowed to a small team for a written reason, which ends with them', async () => {
    const buyer = {
      username: 'bea',
      displayName: 'Bea',
      password,
      roles: ['procurement' as const, 'approver' as const],
    };
    await expect(desk.client.auth.createOperator(buyer)).rejects.toMatchObject({
      code: 'ROLES_CONFLICT',
      data: { conflicts: ['ordering_approving'], allowed: true },
    });
    const control = 'The head of finance looks through all orders each month';
    await desk.client.auth.createOperator({ ...buyer, controls: [{ conflict: 'ordering_approving', control }] });
    const { id, conflicts } = await operatorNamed('bea');
    expect(conflicts).toMatchObject([{ conflict: 'ordering_approving', control, allowedAt: desk.surroundings.now() }]);
    await desk.client.auth.updateOperator({ id, displayName: 'Bea B.', roles: buyer.roles, active: true });
    expect((await operatorNamed('bea')).conflicts).toHaveLength(1);
    await desk.client.auth.updateOperator({ id, displayName: 'Bea', roles: ['procurement'], active: true });
    expect((await operatorNamed('bea')).conflicts).toEqual([]);
    const { entries } = await desk.client.reports.journal({ subject: `operator:${id}` });
    expect(entries.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['auth.conflictAllowed', 'auth.conflictEnded']),
    );
  });

  it('[S4] are divided as soon as there are three, and a role that changes brings none', async () => {
    const { id: role } = await desk.client.auth.createRole({
      name: 'Dock',
      description: '',
      permissions: ['asset.view'],
    });
    await desk.client.auth.createOperator({
      username: 'bea',
      displayName: 'Bea',
      password,
      roles: ['procurement', `own:${role}`],
    });
    await desk.client.auth.createOperator({ username: 'cid', displayName: 'Cid', password, roles: ['viewer'] });
    const { id } = await operatorNamed('cid');
    await expect(
      desk.client.auth.updateOperator({
        id,
        displayName: 'Cid',
        roles: ['sanitiser', 'verifier'],
        active: true,
        controls: [{ conflict: 'sanitising_verifying', control: 'None' }],
      }),
    ).rejects.toMatchObject({ code: 'ROLES_CONFLICT', data: { conflicts: ['sanitising_verifying'], allowed: false } });
    expect((await operatorNamed('cid')).roles).toEqual(['viewer']);
    await expect(
      desk.client.auth.changeRole({
        seen: { id: role, version: 1 },
        details: { name: 'Dock', description: '', permissions: ['asset.view', 'receipt.create'] },
      }),
    ).rejects.toMatchObject({ code: 'ROLES_CONFLICT', data: { allowed: false, names: 'Bea' } });
  });

  it('[S4] of whoever begins alone are written down, and a team begins with an administrator only', async () => {
    const { conflicts } = await operatorNamed('root');
    expect(conflicts.map(({ conflict }) => conflict).toSorted()).toEqual([
      'administering_auditing',
      'licensing_ordering',
      'ordering_receiving',
      'paying_receiving',
    ]);
    expect(desk.session.operator?.permissions.has('request.approve')).toBe(false);
    expect(desk.session.operator?.permissions.has('media.verify')).toBe(false);
  });
});

describe('roles that rule over others', () => {
  it(
    '[S4] wait for a second administrator, who is neither who asked nor who gets it',
    async () => {
      const second = await signInAs(desk, 'adam', ['administrator']);
      const { id, waiting } = await desk.client.auth.createOperator({
        username: 'ann',
        displayName: 'Ann',
        password,
        roles: ['auditor', 'viewer'],
      });
      expect(waiting).toEqual(['auditor']);
      expect((await operatorNamed('ann')).roles).toEqual(['viewer']);
      const ann = desk.connect();
      await ann.auth.signIn({ username: 'ann', password });
      await expect(ann.reports.journal({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
      const [grant] = await second.auth.listGrants();
      expect(grant).toMatchObject({ name: 'Ann', role: 'auditor', askedBy: 'Rita Root' });
      if (!grant) return;
      await expect(desk.client.auth.decideGrant({ id: grant.id, confirmed: true })).rejects.toMatchObject({
        code: 'SECOND_ADMINISTRATOR',
      });
      expect(() =>
        run(
          `UPDATE role_grant SET decision = 'confirmed', decided_by = 1, decided_at = asked_at WHERE id = ${grant.id}`,
        ),
      ).toThrow('CHECK');
      await second.auth.decideGrant({ id: grant.id, confirmed: true });
      await expect(ann.reports.journal({})).resolves.toBeDefined();
      expect(await second.auth.listGrants()).toEqual([]);
      expect((await operatorNamed('ann')).roles).toEqual(['auditor', 'viewer']);

      // Asked again for another, and nobody answers within a day.
      await desk.client.auth.updateOperator({ id, displayName: 'Ann', roles: ['viewer'], active: true });
      await desk.client.auth.updateOperator({ id, displayName: 'Ann', roles: ['viewer', 'approver'], active: true });
      const [late] = await second.auth.listGrants();
      desk.surroundings.pass(25 * 3_600_000);
      expect(await desk.client.auth.listOperators().catch(() => 'locked')).toBe('locked');
      await second.auth.unlock({ password: 'adam and a long password' });
      expect(await second.auth.listGrants()).toEqual([]);
      await expect(second.auth.decideGrant({ id: late?.id ?? 0, confirmed: true })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    },
    slowHook,
  );
});

describe('access reviews', () => {
  const period = { from: '2026-10-01', to: '2026-11-24', note: 'Autumn' };

  it('[S4] look at every role of everybody, keep what was decided, and tell when it was done', async () => {
    const { auth } = desk.client;
    const root = await operatorNamed('root');
    const all = (decision: 'keep' | 'withdraw', operators = [root]) =>
      operators.flatMap(({ id, roles }) => roles.map((role) => ({ operatorId: id, role, decision })));
    await auth.createOperator({ username: 'vic', displayName: 'Vic', password, roles: ['viewer', 'stocktaker'] });
    const vic = await operatorNamed('vic');
    await expect(auth.reviewAccess({ ...period, decisions: all('keep') })).rejects.toMatchObject({
      code: 'ROLES_CHANGED',
    });
    const decisions = [
      ...all('keep'),
      { operatorId: vic.id, role: 'viewer', decision: 'keep' },
      { operatorId: vic.id, role: 'stocktaker', decision: 'withdraw' },
    ] as const;
    const backwards = { ...period, to: '2026-09-30', decisions: [...decisions] };
    await expect(auth.reviewAccess(backwards)).rejects.toMatchObject({ code: 'PERIOD_IS_EMPTY' });
    const { id } = await auth.reviewAccess({ ...period, decisions: [...decisions] });
    const kept = decisions.length - 1;
    expect(await auth.listAccessReviews()).toMatchObject([
      { id, reviewer: 'Rita Root', kept, withdrawn: 1, open: [{ operator: 'Vic', role: 'stocktaker' }], ...period },
    ]);
    await auth.updateOperator({ id: vic.id, displayName: 'Vic', roles: ['viewer'], active: true });
    expect(await auth.listAccessReviews()).toMatchObject([{ id, kept, withdrawn: 1, open: [] }]);
    for (const statement of [
      "UPDATE access_review_line SET decision = 'keep'",
      'UPDATE access_review_line SET done_at = NULL WHERE done_at IS NOT NULL',
      'DELETE FROM access_review_line',
      "UPDATE access_review SET note = 'x'",
    ])
      expect(() => run(statement), statement).toThrow('ACCESS_REVIEW_IS_KEPT');
    const { entries } = await desk.client.reports.journal({});
    expect(entries.find(({ event }) => event === 'auth.accessReviewed')).toBeDefined();
  });

  it('[S4] nobody looks at his own roles where another administrator can', async () => {
    const second = await signInAs(desk, 'ada', ['administrator']);
    const operators = await desk.client.auth.listOperators();
    const of = (username: string) =>
      operators
        .filter((each) => each.username === username)
        .flatMap(({ id, roles }) => roles.map((role) => ({ operatorId: id, role, decision: 'keep' as const })));
    const both = [...of('root'), ...of('ada')];
    await expect(second.auth.reviewAccess({ ...period, decisions: both })).rejects.toMatchObject({
      code: 'OWN_ACCESS',
    });
    await second.auth.reviewAccess({ ...period, decisions: of('root') });
    await expect(desk.client.auth.reviewAccess({ ...period, decisions: of('root') })).rejects.toMatchObject({
      code: 'OWN_ACCESS',
    });
  });
});
