import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writerOn } from './dialect.ts';
import { WriteQueue } from './write-queue.ts';

let sqlite: Database.Database;
let queue: WriteQueue;

beforeEach(() => {
  sqlite = new Database(':memory:');
  sqlite.exec('CREATE TABLE done (what TEXT) STRICT');
  queue = new WriteQueue(writerOn(sqlite));
});
afterEach(() => sqlite.close());

const note = (what: string) => queue.run((tx) => sql`INSERT INTO done VALUES (${what})`.execute(tx));
const done = () => sqlite.prepare('SELECT what FROM done').pluck().all();

describe('the queue of what writes', () => {
  it('[O3] tells long work that somebody waits, and only while somebody does', async () => {
    let scan: Promise<unknown> = Promise.resolve();
    await queue.run(async (tx) => {
      await sql`INSERT INTO done VALUES ('import')`.execute(tx);
      expect(queue.isAwaited).toBe(false);
      scan = note('scan');
      expect(queue.isAwaited).toBe(true);
    });
    await scan;
    expect(queue.isAwaited).toBe(false);
    expect(done()).toEqual(['import', 'scan']);
  });

  it('[S1] takes back what fails, and nobody waits for it afterwards', async () => {
    const failing = queue.run(async (tx) => {
      await sql`INSERT INTO done VALUES ('half')`.execute(tx);
      throw new Error('pulled');
    });
    await expect(failing).rejects.toThrow('pulled');
    sqlite.exec('BEGIN');
    await expect(note('within another')).rejects.toThrow('transaction');
    sqlite.exec('ROLLBACK');
    expect(queue.isAwaited).toBe(false);
    await note('whole');
    expect(done()).toEqual(['whole']);
  });
});
