import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CourseContent } from '#shared/features/training/model.ts';
import { bareAsset, barePerson } from '#tests/support/assets.ts';
import { openReadyDesk } from '#tests/support/desk.ts';
import type { TestDesk } from '#tests/support/desk.ts';
import { importer } from '../spreadsheets/support/importer.ts';

let desk: TestDesk;
let personId: number;
let sales: number;
const laptops = 2;

const content: CourseContent = {
  articles: ['security', 'incident-response'],
  questions: [
    {
      text: 'What is done first?',
      kind: 'single',
      options: [
        { text: 'Say it', right: true },
        { text: 'Wait', right: false },
      ],
    },
    {
      text: 'What protects a laptop?',
      kind: 'multiple',
      options: [
        { text: 'Encryption', right: true },
        { text: 'A sticker', right: false },
        { text: 'A lock', right: true },
      ],
    },
  ],
  passMark: 100,
  validMonths: 12,
};
const right = [[0], [0, 2]];

beforeEach(async () => {
  desk = await openReadyDesk();
  sales = (await desk.client.people.createDepartment({ name: 'Sales', code: null })).id;
  personId = (await desk.client.people.create({ ...barePerson, name: 'Jo', departmentId: sales })).id;
  await desk.client.assets.create({ ...bareAsset, tag: 'L-1', categoryId: laptops });
});
afterEach(async () => desk.close());

const course = async (title = 'Security', change: Partial<CourseContent> = {}) =>
  (await desk.client.training.saveCourse({ id: null, version: 1, title, content: { ...content, ...change } })).id;
const sign = async (courseId: number, answers: number[][] = right, number = 1) =>
  desk.client.training.sign({ courseId, number, personId, language: 'en', signer: 'Jo Example', answers });
const standing = async () =>
  (await desk.client.training.ofPerson({ personId })).map(({ course: { name }, assigned, state }) => [
    name,
    assigned,
    state,
  ]);
const handOver = async () =>
  desk.client.custody.checkOut({
    assetId: (await desk.client.assets.search({ text: 'L-1', limit: 1 })).assets[0]?.id ?? 0,
    custodian: { kind: 'person', id: personId },
    dueOn: null,
    condition: null,
    note: null,
  });

describe('a course', () => {
  it('[H2] is read and signed with name and time, passed by its mark, and keeps which wordings were read', async () => {
    const id = await course();
    const lesson = await desk.client.training.lesson({ id, language: 'en' });
    expect(lesson.articles.map(({ key }) => key)).toEqual(content.articles);
    expect(JSON.stringify(lesson.questions)).not.toContain('right');
    await expect(sign(id, [[0]])).rejects.toMatchObject({ code: 'ANSWERS_MISSING', data: { count: 1 } });
    expect(await sign(id, [[0], [0]])).toEqual({ passed: false, score: 50, validUntil: null, wrong: [1] });
    expect(await standing()).toEqual([]);
    expect(await sign(id)).toEqual({ passed: true, score: 100, validUntil: '2027-11-24', wrong: [] });
    expect(await desk.client.training.ofPerson({ personId })).toMatchObject([
      { state: 'valid', signer: 'Jo Example', score: 100, validUntil: '2027-11-24', signedAt: desk.surroundings.now() },
    ]);
    const sqlite = desk.backend.inventory?.sqlite;
    const read = sqlite?.prepare('SELECT articles FROM training_completion WHERE passed = 1').pluck().get();
    expect(JSON.parse(String(read))).toMatchObject([
      { key: 'security', language: 'en', number: 0, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { key: 'incident-response' },
    ]);
    for (const statement of ['UPDATE training_completion SET passed = 1', 'DELETE FROM training_completion'])
      expect(() => sqlite?.exec(statement)).toThrow('TRAINING_COMPLETION_IS_KEPT');
    const journal = await desk.client.reports.journal({ subject: `person:${personId}` });
    expect(journal.entries.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['training.failed', 'training.signed']),
    );
  });

  it('[H2] another content is another version, and what is shown while it changes is not signed', async () => {
    const id = await course();
    const change = { id, version: 1, title: 'Security 2', content: { ...content, questions: [] } };
    await desk.client.training.saveCourse(change);
    await expect(sign(id)).rejects.toMatchObject({ code: 'COURSE_CHANGED' });
    expect(await desk.client.training.getCourse({ id })).toMatchObject({ number: 2, version: 2, title: 'Security 2' });
    await expect(desk.client.training.saveCourse(change)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await expect(course('SECURITY 2')).rejects.toMatchObject({ code: 'COURSE_TITLE_TAKEN' });
    await expect(course('Other', { articles: ['nothing'] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(() => desk.backend.inventory?.sqlite.exec("UPDATE training_version SET content = '{}'")).toThrow(
      'TRAINING_VERSION_IS_KEPT',
    );
    expect((await sign(id, [], 2)).passed).toBe(true);
    await desk.client.training.archiveCourse({ id, version: 2 });
    expect(await desk.client.training.listCourses()).toEqual([]);
  });
});

describe('who has to know what', () => {
  it('[H2] follows department, role and what is held, and shows people by courses', async () => {
    const { client } = desk;
    const [a, b, c] = [await course('A'), await course('B'), await course('C')];
    await client.training.assign({ courseId: a, target: { kind: 'department', id: sales } });
    await client.training.assign({ courseId: b, target: { kind: 'category', id: 1, atHandover: false } });
    const { id: kitId } = await client.roleKits.save({
      id: null,
      version: 1,
      role: 'Advisor',
      notes: '',
      lines: [{ categoryId: laptops, modelId: null, quantity: 1 }],
    });
    await client.training.assign({ courseId: c, target: { kind: 'role', id: kitId } });
    await expect(client.training.assign({ courseId: c, target: { kind: 'role', id: kitId } })).rejects.toMatchObject({
      code: 'ALREADY_ASSIGNED',
      data: { name: 'Advisor' },
    });
    expect(await standing()).toEqual([['A', true, 'due']]);
    await handOver();
    await client.roleRuns.start({ personId, kind: 'joiner', kitId, dueOn: '2026-12-01' });
    expect(await standing()).toEqual([
      ['A', true, 'due'],
      ['B', true, 'due'],
      ['C', true, 'due'],
    ]);
    await sign(b);
    const matrix = await client.training.matrix();
    expect(matrix.courses.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect(matrix.people).toMatchObject([{ person: { name: 'Jo' }, department: 'Sales' }]);
    expect(matrix.people[0]?.trainings.map(({ state }) => state)).toEqual(['due', 'valid', 'due']);
    expect(await client.training.listCourses()).toMatchObject([{ people: 1 }, { people: 1 }, { people: 1 }]);
    const [target] = (await client.training.getCourse({ id: a })).assignments;
    await client.training.unassign({ id: target?.id ?? 0 });
    expect((await standing())[0]).toEqual(['B', true, 'valid']);
  });

  it('[H2] is to be renewed a month before it ends, and counts no more afterwards', async () => {
    const id = await course();
    await desk.client.training.assign({ courseId: id, target: { kind: 'department', id: sales } });
    await sign(id);
    const after = async (days: number) => {
      desk.surroundings.pass(days * 86_400_000);
      desk.session.lastActiveAt = desk.surroundings.now();
      return (await standing())[0]?.[2];
    };
    expect(await after(300)).toBe('valid');
    expect(await after(50)).toBe('ending');
    expect(await after(30)).toBe('expired');
    await sign(id);
    expect(await after(0)).toBe('valid');
  });
});

describe('at a hand-over', () => {
  it('[H2] it is asked for where the policy of the category says so, for the person who gets it', async () => {
    const id = await course();
    // Of a wider category, so that the narrower ones are asked for as well.
    await desk.client.training.assign({ courseId: id, target: { kind: 'category', id: 1, atHandover: true } });
    await expect(handOver()).rejects.toMatchObject({
      code: 'TRAINING_MISSING',
      data: { tag: 'L-1', name: 'Jo', courses: ['Security'] },
    });
    // Nor does the database take it from anybody who goes around the application.
    const sqlite = desk.backend.inventory?.sqlite;
    const handed = `INSERT INTO custody (asset_id, custodian_kind, person_id, started_at, condition_out, handed_over_by, from_status)
      SELECT id, 'person', ${personId}, '2026-11-24T08:00:00.000Z', 'good', 1, 'in_stock' FROM asset WHERE tag = 'L-1'`;
    expect(() => sqlite?.exec(handed)).toThrow('TRAINING_MISSING');
    // A list that says that he has it is told why that can't be.
    const imports = importer(desk);
    const file = imports.file('holders.csv', 'Asset tag,Assigned to\nL-1,Jo\n');
    const job = await imports.run(await imports.planFor(file, 'assets', 'skip', 'update'));
    expect(job).toMatchObject({ state: 'done', result: { changed: 0, rejected: 1 } });
    const path = String(job.result?.['rejectsFile']);
    const { sampleRows } = await desk.client.spreadsheets.inspect({ path, entity: 'assets', sheet: null });
    expect(sampleRows[0]?.join(' ')).toContain('Security');
    await sign(id, [[1], [1]]);
    await expect(handOver(), 'not passed').rejects.toMatchObject({ code: 'TRAINING_MISSING' });
    await sign(id);
    await handOver();
  });
});
