import { storageFailureOf } from '../failure.ts';
import { setImmediate } from 'node:timers/promises';
import type { Sqlite } from './open.ts';

/**
 * A desk that is quiet for this long is left a moment for upkeep. Longer than the time between two scans of somebody who
 * works off a pile: a scan that comes while the log is copied back waits for it.
 */
const quietMs = 2000;
/** Between two steps whatever was asked meanwhile is answered. */
const betweenStepsMs = 10;
/** Pages of a full text index that one step rewrites: a scan that comes just then waits for no more. */
const pagesPerStep = 16;
/** Fewer commits are not worth the two waits for the disk that copying the log back takes. */
const commitsPerCheckpoint = 25;
/** What one copy of the log may take beside work that never pauses, in milliseconds. */
const allowedCopy = 30;
/** Each commit leaves a segment in every index. */
const commitsPerMerge = 32;
/** 64 MB of log: only work that never pauses copies it back within a commit. */
const longestLogPages = 16_384;

/**
 * What commits leave behind and nobody should wait for: segments of full text indexes that want merging, and a
 * write-ahead log that wants copying into the database. Done in small steps while nobody writes. Durability does not
 * hang on it: a commit is on the disk when it is answered, in the log.
 */
export class Upkeep {
  readonly #sqlite: Sqlite;
  readonly #changes: () => number;
  readonly #tables: readonly string[];
  #unmerged: string[] = [];
  #commits = 0;
  /** Commits of work that never pauses, and how many of them go by between two copies of the log. */
  #unpaused = 0;
  #commitsPerCopy = 1;
  #timer: NodeJS.Timeout | null = null;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
    const changes = sqlite.prepare('SELECT total_changes()').pluck();
    this.#changes = () => Number(changes.get());
    this.#tables = fullTextTables(sqlite);
    sqlite.pragma(`wal_autocheckpoint = ${longestLogPages}`);
  }

  /** Something was written: upkeep is due once it has been quiet. */
  committed(): void {
    this.#commits += 1;
    this.#unmerged = [...this.#tables];
    this.#wake(quietMs);
  }

  /**
   * For work that never pauses, after each of its transactions: the log is copied back and the indexes merged in turns of
   * their own, so that neither happens within a commit, where all of it would come at once.
   */
  async keepUp(): Promise<void> {
    this.#unpaused += 1;
    if (this.#unpaused % this.#commitsPerCopy === 0 && !this.#sqlite.inTransaction) {
      const startedAt = performance.now();
      this.#sqlite.pragma('wal_checkpoint(PASSIVE)');
      this.#commitsPerCopy = nextPace(this.#commitsPerCopy, performance.now() - startedAt);
      await setImmediate();
    }
    if (this.#unpaused % commitsPerMerge !== 0) return;
    for (const table of this.#tables) while (!this.#sqlite.inTransaction && this.#merge(table)) await setImmediate();
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /**
   * One small piece of work.
   *
   * @returns whether there may be more; while a transaction is open nothing is done, or the work would be part of it.
   */
  step(): boolean {
    if (this.#sqlite.inTransaction) return true;
    const [table] = this.#unmerged;
    if (table !== undefined) {
      if (!this.#merge(table)) this.#unmerged.shift();
      return true;
    }
    if (this.#commits < commitsPerCheckpoint) return false;
    this.#sqlite.pragma('wal_checkpoint(PASSIVE)');
    this.#commits = 0;
    return false;
  }

  /** FTS5 says by two changed rows and more that it did something. */
  #merge(table: string): boolean {
    const before = this.#changes();
    this.#sqlite.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`).run(pagesPerStep);
    return this.#changes() - before >= 2;
  }

  #wake(after: number): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#goOn();
    }, after);
    this.#timer.unref();
  }

  #goOn(): void {
    try {
      if (this.step()) this.#wake(this.#sqlite.inTransaction ? quietMs : betweenStepsMs);
    } catch (error) {
      // On a full disk the next command says so to somebody who can do something about it.
      if (!storageFailureOf(error)) throw error;
    }
  }
}

/** How many commits go by until the next copy, after one that took so long; it grows by half at most. */
function nextPace(commits: number, milliseconds: number): number {
  const fitting = Math.floor((commits * allowedCopy) / Math.max(milliseconds, 1));
  return Math.max(1, Math.min(fitting, Math.ceil(commits * 1.5), commitsPerCheckpoint));
}

function fullTextTables(sqlite: Sqlite): string[] {
  return sqlite
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'")
    .pluck()
    .all();
}
