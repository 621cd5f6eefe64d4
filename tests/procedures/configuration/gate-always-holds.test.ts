import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mayBeHandedOver } from '#backend/features/configuration/rules.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { bareProfile, bareStep, publishedProfile } from '#tests/support/configuration.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
let personId: number;
beforeAll(async () => {
  desk = await openReadyDesk();
  personId = (await desk.client.people.create(barePerson)).id;
});
afterAll(async () => desk.close());

it('[D1] the rule lets go exactly what lacks nothing or was let go by somebody', () => {
  const gaps = fc.array(fc.record({ steps: fc.array(fc.string(), { maxLength: 3 }) }), { maxLength: 4 });
  fc.assert(
    fc.property(gaps, fc.boolean(), (lacking, overridden) => {
      const open = lacking.some(({ steps }) => steps.length > 0);
      expect(mayBeHandedOver(lacking, overridden).allowed).toBe(overridden || !open);
    }),
  );
});

const actions = ['run', 'sign', 'withdraw', 'leave', 'override', 'hand over', 'take back', 'insert'] as const;

/** What should hold, told by the operations alone. */
class Model {
  runId: number | null = null;
  markIds: (number | null)[] = [null, null];
  overridden = false;
  held = false;

  get lacking(): boolean {
    return this.runId === null || this.markIds.some((id) => id === null);
  }
}

it('[D1] whatever is done in whatever order, a hand-over never succeeds with an open mandatory step and no override', async () => {
  const steps = [bareStep, { ...bareStep, title: 'Encrypt' }, { ...bareStep, title: 'Optional', mandatory: false }];
  const profileId = await publishedProfile(desk.client, { ...bareProfile, steps });
  let count = 0;
  const order = fc.array(fc.tuple(fc.constantFrom(...actions), fc.nat({ max: 1 })), { minLength: 4, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(order, async (todo) => {
      count += 1;
      const { client } = desk;
      const { id: assetId } = await client.assets.create({ ...bareAsset, tag: `GATE-${count}` });
      const model = new Model();
      const stepIds = async () =>
        (await client.configuration.getRun({ id: model.runId ?? 0 })).steps.map(({ id }) => id);
      for (const [action, which] of todo) {
        switch (action) {
          case 'run':
            model.runId = (await client.configuration.startRun({ profileId, name: '', assetIds: [assetId] })).id;
            model.markIds = [null, null];
            break;
          case 'sign': {
            if (model.runId === null || model.markIds[which] !== null) break;
            const stepId = (await stepIds())[which] ?? 0;
            await client.configuration.signStep({ runId: model.runId, stepId, assetIds: [assetId], value: null });
            const [member] = (await client.configuration.getRun({ id: model.runId })).members;
            model.markIds[which] = member?.marks.find((mark) => mark.stepId === stepId)?.id ?? null;
            // What lacks nothing needs to be let go no more.
            if (!model.lacking) model.overridden = false;
            break;
          }
          case 'withdraw': {
            const id = model.markIds[which];
            if (id === null || id === undefined) break;
            await client.configuration.withdrawMark({ id, reason: 'Mistake' });
            model.markIds[which] = null;
            break;
          }
          case 'leave': {
            if (model.runId === null) break;
            await client.configuration.leaveRun({ id: model.runId, assetId, reason: 'Elsewhere' });
            const earlier = (await client.configuration.ofAsset({ assetId })).runs.filter(
              ({ leftBecause }) => leftBecause === null,
            );
            model.runId = earlier[0]?.id ?? null;
            model.markIds = [null, null];
            if (model.runId !== null) {
              const ids = await stepIds();
              const [member] = (await client.configuration.getRun({ id: model.runId })).members;
              model.markIds = [0, 1].map(
                (index) => member?.marks.find((mark) => mark.stepId === ids[index])?.id ?? null,
              );
            }
            if (!model.lacking) model.overridden = false;
            break;
          }
          case 'override':
            if (!model.lacking || model.overridden) break;
            await client.configuration.override({ assetId, reason: 'Urgent' });
            model.overridden = true;
            break;
          case 'hand over': {
            if (model.held) break;
            const custodian = { kind: 'person' as const, id: personId };
            const handing = client.custody.checkOut({ assetId, custodian, dueOn: null, condition: null, note: null });
            if (model.lacking && !model.overridden) {
              await expect(handing).rejects.toMatchObject({ code: 'CONFIGURATION_OPEN' });
              break;
            }
            await handing;
            model.held = true;
            if (model.lacking) model.overridden = false;
            break;
          }
          case 'take back':
            if (!model.held) break;
            await client.custody.checkIn({ assetId, placeId: null, condition: null, note: null });
            model.held = false;
            break;
          case 'insert': {
            // Past every use case: the database itself refuses.
            if (model.held || !model.lacking || model.overridden) break;
            const insert = `INSERT INTO custody (asset_id, custodian_kind, person_id, started_at, condition_out,
              handed_over_by, from_status) VALUES (${assetId}, 'person', ${personId}, 'now', 'good', 1, 'in_stock')`;
            expect(() => desk.backend.inventory?.sqlite.exec(insert)).toThrow('CONFIGURATION_STEP_OPEN');
          }
        }
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
