import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Field, FieldDetails } from '#shared/features/assets/fields.ts';
import { listFields } from '#backend/features/assets/fields.ts';
import { whereOf } from '#backend/features/assets/filter-where.ts';
import { assetsByValue } from '#backend/features/assets/sort-by-field.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openReadyDesk();
});
afterEach(async () => desk.close());

const add = async (type: FieldDetails['type'], unit: string | null = null) => {
  const { id } = await desk.client.assets.createField({
    owner: { family: 'hardware', categoryId: null },
    name: `A ${type}`,
    type,
    group: '',
    unit,
    required: false,
    unique: false,
    initial: null,
    help: null,
    pattern: null,
    choices: [],
    role: null,
  });
  return id;
};
const register = async (fieldId: number, texts: readonly (string | null)[]) => {
  for (const text of texts) await desk.client.assets.create({ ...bareAsset, fields: { [fieldId]: text } });
};

/** What is sorted, read page by page. */
async function pages(fieldId: number, direction: 'ascending' | 'descending', more: object = {}): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await desk.client.assets.list({
      sort: `field:${fieldId}`,
      direction,
      limit: 2,
      fields: [fieldId],
      ...more,
      ...(cursor === undefined ? {} : { cursor }),
    });
    seen.push(...page.rows.map((row) => row.fields[`field:${fieldId}`] ?? '–'));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return seen;
}

function inventory() {
  const { inventory: open } = desk.backend;
  if (!open) throw new Error('closed');
  return open;
}

async function fieldBy(id: number): Promise<Field> {
  const field = (await listFields(inventory().reader)).find((each) => each.id === id);
  if (!field) throw new Error('no field');
  return field;
}

function planOf({ sql, parameters }: { sql: string; parameters: readonly unknown[] }): string {
  return inventory()
    .sqlite.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map(({ detail }) => detail)
    .join('\n');
}

describe('the list sorted by a field of a category', () => {
  it('[T2] goes through numbers by their size, both ways, with what has none at the end, each asset once', async () => {
    const id = await add('number');
    await register(id, ['10', null, '9', '100', '9', null, '-1']);
    expect(await pages(id, 'ascending')).toEqual(['-1', '9', '9', '10', '100', '–', '–']);
    expect(await pages(id, 'descending')).toEqual(['100', '10', '9', '9', '-1', '–', '–']);
  });

  it('[T2] goes through texts without regard to case, within a filter', async () => {
    const id = await add('text');
    await register(id, ['beta', 'Alpha', null, 'gamma']);
    expect(await pages(id, 'ascending')).toEqual(['Alpha', 'beta', 'gamma', '–']);
    const where = { all: [{ field: `field:${id}`, operator: 'isNot', values: ['beta'] }] };
    expect(await pages(id, 'ascending', { where })).toEqual(['Alpha', 'gamma', '–']);
    expect(await pages(id, 'ascending', { statuses: ['in_use'] })).toEqual([]);
  });

  it('[T2] goes through people by their names', async () => {
    const id = await add('person');
    const people = [];
    for (const name of ['Zoe Last', 'Ada First']) people.push(await desk.client.people.create({ ...barePerson, name }));
    await register(
      id,
      people.map((person) => String(person.id)),
    );
    expect(await pages(id, 'ascending')).toEqual(['Ada First', 'Zoe Last']);
  });

  it('[S4] shows the order of costs to those who may see them, and that of secrets to nobody', async () => {
    const [cost, secret] = [await add('money', 'EUR'), await add('secret')];
    await register(cost, ['20', '3']);
    expect(await pages(cost, 'ascending')).toEqual(['3.00 EUR', '20.00 EUR']);
    await expect(pages(secret, 'ascending')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await desk.client.auth.createOperator({
      username: 'desk',
      displayName: 'Desk',
      password: 'seventeen green bottles',
      roles: ['desk_operator'],
    });
    const other = desk.connect();
    await other.auth.signIn({ username: 'desk', password: 'seventeen green bottles' });
    await expect(other.assets.list({ sort: `field:${cost}` })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the indexes of values', () => {
  it('[T2] lead through a page sorted by a field of any type, without sorting', async () => {
    for (const type of ['text', 'number', 'money', 'date', 'yes_no'] as const) {
      const field = await fieldBy(await add(type, type === 'money' ? 'EUR' : null));
      for (const forward of [true, false])
        for (const after of [null, { value: 1, id: 1 }]) {
          const sort = { field, forward, along: true, after, limit: 50 };
          const query = assetsByValue(inventory().reader, sort, (rows) => rows.where('asset.status', '=', 'in_stock'));
          const plan = planOf(query.limit(50).compile());
          expect(plan, type).toMatch(/SEARCH sorted USING (COVERING )?INDEX field_value_(text|number|integer) /);
          expect(plan, type).not.toContain('TEMP B-TREE');
          expect(plan, type).not.toMatch(/SCAN (sorted|asset)/);
        }
    }
  });

  it('[T2] find what a condition on a field asks for', async () => {
    const conditions = [
      ['text', 'is', 'blue', 'field_value_text'],
      ['number', 'atLeast', '7', 'field_value_number'],
      ['date', 'lessThan', '2027-01-01', 'field_value_text'],
      ['yes_no', 'is', 'yes', 'field_value_integer'],
    ] as const;
    for (const [type, operator, value, index] of conditions) {
      const field = await fieldBy(await add(type));
      const where = whereOf({ field: `field:${field.id}`, operator, values: [value] }, [field], true);
      const plan = planOf(inventory().reader.selectFrom('asset').select('asset.id').where(where).compile());
      expect(plan, type).toContain(`INDEX ${index} (field_id=?`);
      expect(plan, type).not.toContain('SCAN asset');
    }
  });
});
