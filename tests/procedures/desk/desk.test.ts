import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openReadyDesk({ sampleData: true });
});
afterAll(async () => desk.close());

describe('desk', () => {
  it('[K1] person then asset checks out', async () => {
    const person = await desk.client.desk.scan({ session: 'A', text: 'BDG7001' });
    expect(person).toMatchObject({ outcome: 'subject', subject: { name: 'Alice Novák' } });
    const out = await desk.client.desk.scan({ session: 'A', text: 'IT-000001' });
    expect(out).toMatchObject({
      outcome: 'checked_out',
      asset: { tag: 'IT-000001', custodian: { name: 'Alice Novák' } },
    });
  });
});
