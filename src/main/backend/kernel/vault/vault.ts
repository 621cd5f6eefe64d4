import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Surroundings } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { nextAttemptAllowedAt } from './back-off.ts';
import { keySlot, unwrapKey, wasteTime, wrapKey } from './key-slot.ts';
import { makeRecoveryPhrase, normalisePhrase } from './recovery-phrase.ts';

const operatorSlot = keySlot.extend({
  username: z.string(),
  displayName: z.string(),
  failures: z.number().int(),
  lastFailureAt: z.string().nullable(),
});

const vaultFile = z.object({
  format: z.literal('quartermaster-vault/1'),
  /** Whether the first run came to its end: from then on a database without content is a damaged one. */
  established: z.boolean(),
  operators: z.array(operatorSlot),
  recovery: keySlot.extend({ failures: z.number().int(), lastFailureAt: z.string().nullable() }),
});
type VaultFile = z.infer<typeof vaultFile>;

const recoveryName = 'recovery';

interface CountedSlot {
  failures: number;
  lastFailureAt: string | null;
}

/** The last change under way of each file. */
const turns = new Map<string, Promise<void>>();

/**
 * The keys to the database: a random data key, never stored in clear, wrapped
 * once for each operator by his password and once by the printed recovery
 * phrase. Lies beside the database as vault.json.
 */
export class Vault {
  readonly #file: string;
  readonly #surroundings: Surroundings;
  #content: VaultFile;

  private constructor(file: string, content: VaultFile, surroundings: Surroundings) {
    this.#file = file;
    this.#content = content;
    this.#surroundings = surroundings;
  }

  /** Whether a first run was brought to its end here; one that was cut short is begun anew. */
  static isEstablished(file: string, surroundings: Surroundings): boolean {
    return existsSync(file) && Vault.read(file, surroundings).#content.established;
  }

  /** @throws Failure STORAGE_CORRUPT when the file can't be read as a vault. */
  static read(file: string, surroundings: Surroundings): Vault {
    try {
      return new Vault(file, vaultFile.parse(JSON.parse(readFileSync(file, 'utf8'))), surroundings);
    } catch (cause) {
      throw new Failure('STORAGE_CORRUPT', { file, cause: String(cause) });
    }
  }

  static async create(
    file: string,
    first: { username: string; displayName: string; password: string },
    surroundings: Surroundings,
  ): Promise<{ vault: Vault; dataKey: Uint8Array; recoveryPhrase: string }> {
    const dataKey = surroundings.randomBytes(32);
    const recoveryPhrase = makeRecoveryPhrase(surroundings);
    const recovery = await wrapKey(dataKey, recoveryPhrase, recoveryName, surroundings);
    const content: VaultFile = {
      format: 'quartermaster-vault/1',
      established: false,
      operators: [],
      recovery: { ...recovery, failures: 0, lastFailureAt: null },
    };
    const vault = new Vault(file, content, surroundings);
    vault.#save(content);
    await vault.setOperator(dataKey, first);
    return { vault, dataKey, recoveryPhrase };
  }

  get operators(): { username: string; displayName: string }[] {
    return this.#content.operators.map(({ username, displayName }) => ({ username, displayName }));
  }

  /**
   * Opens by an operator's password.
   *
   * @throws Failure WRONG_CREDENTIALS, the same and as slow for an unknown name; TRY_LATER {seconds} while held off.
   */
  async openByPassword(username: string, password: string): Promise<{ dataKey: Uint8Array; username: string }> {
    const slot = this.#slotOf(username);
    if (!slot) {
      await wasteTime(password);
      throw new Failure('WRONG_CREDENTIALS');
    }
    const dataKey = await this.#attempt(
      () => this.#slotOf(username),
      () => unwrapKey(slot, password, slotName(slot.username)),
    );
    return { dataKey, username: slot.username };
  }

  /** Opens by the printed phrase; fails like openByPassword. */
  async openByPhrase(phrase: string): Promise<Uint8Array> {
    const { recovery } = this.#content;
    return this.#attempt(
      () => this.#content.recovery,
      () => unwrapKey(recovery, normalisePhrase(phrase), recoveryName),
    );
  }

  get established(): boolean {
    return this.#content.established;
  }

  /** The database holds its first operator: there is something to lose now. */
  async establish(): Promise<void> {
    await this.#alone(() => {
      this.#save({ ...this.#content, established: true });
    });
  }

  /** Adds the operator's slot, or replaces it when his password or name changes. */
  async setOperator(
    dataKey: Uint8Array,
    entry: { username: string; displayName: string; password: string },
  ): Promise<void> {
    const slot = await wrapKey(dataKey, entry.password, slotName(entry.username), this.#surroundings);
    const { username, displayName } = entry;
    await this.#alone(() => {
      const others = this.#content.operators.filter((other) => !sameName(other.username, username));
      const own = { ...slot, username, displayName, failures: 0, lastFailureAt: null };
      this.#save({ ...this.#content, operators: [...others, own] });
    });
  }

  /** Takes the operator's way in away. */
  async removeOperator(username: string): Promise<void> {
    await this.#alone(() => {
      const operators = this.#content.operators.filter((slot) => !sameName(slot.username, username));
      this.#save({ ...this.#content, operators });
    });
  }

  #slotOf(username: string): VaultFile['operators'][number] | undefined {
    return this.#content.operators.find((slot) => sameName(slot.username, username));
  }

  /**
   * Counts the attempt before it is made and forgives it when it succeeds: neither
   * many at once nor killing the application wins a guess.
   */
  async #attempt(find: () => CountedSlot | undefined, open: () => Promise<Uint8Array | null>): Promise<Uint8Array> {
    const now = this.#surroundings.now();
    await this.#alone(() => {
      const slot = find();
      if (!slot) throw new Failure('WRONG_CREDENTIALS');
      const allowedAt = nextAttemptAllowedAt(slot.failures, slot.lastFailureAt, now);
      if (allowedAt > now) {
        throw new Failure('TRY_LATER', { seconds: Math.ceil((Date.parse(allowedAt) - Date.parse(now)) / 1000) });
      }
      slot.failures += 1;
      slot.lastFailureAt = now;
      this.#save(this.#content);
    });
    const dataKey = await open();
    if (!dataKey) throw new Failure('WRONG_CREDENTIALS');
    await this.#alone(() => {
      const slot = find();
      if (!slot) return;
      slot.failures = 0;
      slot.lastFailureAt = null;
      this.#save(this.#content);
    });
    return dataKey;
  }

  /** Changes the file on its newest content, one change at a time: two that overlapped would lose one of them. */
  async #alone<Result>(change: () => Result): Promise<Result> {
    const turn = (turns.get(this.#file) ?? Promise.resolve()).then(() => {
      if (existsSync(this.#file)) this.#content = vaultFile.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
      return change();
    });
    turns.set(
      this.#file,
      turn.then(
        () => undefined,
        () => undefined,
      ),
    );
    return turn;
  }

  #save(content: VaultFile): void {
    writeFileWhole(this.#file, `${JSON.stringify(content, null, 2)}\n`);
    this.#content = content;
  }
}

function slotName(username: string): string {
  return `operator:${username.normalize('NFKC').toLowerCase()}`;
}

function sameName(one: string, other: string): boolean {
  return slotName(one) === slotName(other);
}
