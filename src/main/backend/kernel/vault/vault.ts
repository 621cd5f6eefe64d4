import { existsSync } from 'node:fs';
import type { Surroundings } from '#backend/kernel/context.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { nextAttemptAllowedAt } from './back-off.ts';
import { fingerprintOf, openSlot, renewSlot, wasteTime, wrapKey } from './key-slot.ts';
import type { KeySlot, OpenedSlot } from './key-slot.ts';
import { askKeychain, beginKeychain, forgetKeychain, isUnderKeychain, secretOf, suspendKeychain } from './keychain.ts';
import type { Keychain } from './keychain.ts';
import { makeRecoveryPhrase, normalisePhrase } from './recovery-phrase.ts';
import { contentOf, diskTextOf, isSame, sameName, slotName, textOf } from './vault-file.ts';
import type { OperatorSlot, VaultFile } from './vault-file.ts';

export { registerOf } from './vault-file.ts';

const recoveryName = 'recovery';

type CountedSlot = KeySlot & { failures: number; lastFailureAt: string | null };

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
      return new Vault(file, contentOf(file), surroundings);
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
   * @throws Failure WRONG_CREDENTIALS, the same and as slow for an unknown name; TRY_LATER {seconds} while held off;
   * KEYCHAIN_NEEDED when the slot lies under a keychain that can't be asked here.
   */
  async openByPassword(username: string, password: string): Promise<{ dataKey: Uint8Array; username: string }> {
    await this.askKeychain();
    const slot = this.#slotOf(username);
    if (!slot) {
      await wasteTime(password);
      throw new Failure('WRONG_CREDENTIALS');
    }
    if ('boxed' in slot) throw new Failure('KEYCHAIN_NEEDED');
    const dataKey = await this.#attempt(
      () => this.#openable.find((own) => sameName(own.username, username)),
      (found) => openSlot(found, password, slotName(found.username), this.#surroundings),
    );
    return { dataKey, username: slot.username };
  }

  /** Opens by the printed phrase; fails like openByPassword. */
  async openByPhrase(phrase: string): Promise<Uint8Array> {
    await this.askKeychain();
    return this.#attempt(
      () => this.#content.recovery,
      (found) => openSlot(found, normalisePhrase(phrase), recoveryName, this.#surroundings),
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
      this.#refuseFormer(dataKey);
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

  /** What nothing can be sealed for yet, because its secret was not given since: whoever it is, and the recovery phrase. */
  get unready(): { operators: string[]; phrase: boolean } {
    const { operators, recovery } = this.#content;
    return {
      operators: operators
        .filter((slot) => 'boxed' in slot || slot.publicKey === undefined)
        .map(({ displayName }) => displayName),
      phrase: recovery.publicKey === undefined,
    };
  }

  /** Operators who have not given their password since the data key was changed. */
  get unsettled(): string[] {
    return this.#openable.filter((slot) => (slot.renewals ?? []).length > 0).map(({ displayName }) => displayName);
  }

  /**
   * Gives every slot a new data key. The file is not written here: it has to come into force with what that key opens.
   *
   * @param putInPlace gets the text of the new file and puts it in place; nothing else changes the vault meanwhile
   */
  async changeKey(keys: { before: Uint8Array; after: Uint8Array }, putInPlace: (vault: string) => void): Promise<void> {
    await this.#alone(() => {
      this.#refuseFormer(keys.before);
      const { operators, recovery, register } = this.#content;
      const content: VaultFile = {
        ...this.#content,
        register: register ?? recovery.wrapped,
        fingerprint: fingerprintOf(keys.after),
        operators: operators.map((slot) => {
          if ('boxed' in slot) throw new Error(`the slot of ${slot.username} can't be opened here`);
          return renewSlot(slot, keys, slotName(slot.username), this.#surroundings);
        }),
        recovery: renewSlot(recovery, keys, recoveryName, this.#surroundings),
      };
      putInPlace(diskTextOf(content, this.#file, this.#surroundings));
      this.#content = content;
    });
  }

  /** Asks the keychain for what it keeps, where it has not told yet; a box that it does not open stays closed. */
  async askKeychain(): Promise<void> {
    if (secretOf(this.#file) !== null) return;
    await askKeychain(this.#file);
    if (secretOf(this.#file) !== null) this.#content = contentOf(this.#file);
  }

  /** Operators whose slots are in boxes that stay closed here: only the phrase, or a new password, lets them in. */
  get closed(): string[] {
    return this.#content.operators.filter((slot) => 'boxed' in slot).map(({ displayName }) => displayName);
  }

  /** Whether slots lie under the keychain as well. */
  get underKeychain(): boolean {
    return isUnderKeychain(this.#file);
  }

  /**
   * Puts the slots of operators under the keychain as well, or takes them out again.
   *
   * @throws Failure KEYCHAIN_UNAVAILABLE; KEYCHAIN_SLOTS_LOST with whose are in a box that stays closed here
   */
  async setKeychain(keychain: Keychain | null): Promise<void> {
    await this.askKeychain();
    if (this.closed.length > 0) throw new Failure('KEYCHAIN_SLOTS_LOST', { names: this.closed.join(', ') });
    if (keychain !== null) await beginKeychain(this.#file, keychain, this.#surroundings);
    await this.#alone(() => {
      // Read with what was told so far, written without it; only then is that worth nothing any more.
      if (keychain === null) suspendKeychain(this.#file);
      this.#save(this.#content);
      if (keychain === null) forgetKeychain(this.#file);
    });
  }

  /** As it lies in backups, which open on any computer: no slot is in a box that opens here. */
  get portable(): string {
    return textOf(this.#content);
  }

  /** A new phrase in place of the one that was printed, which opens nothing from now on. @returns the phrase */
  async renewPhrase(dataKey: Uint8Array): Promise<string> {
    const phrase = makeRecoveryPhrase(this.#surroundings);
    const slot = await wrapKey(dataKey, phrase, recoveryName, this.#surroundings);
    await this.#alone(() => {
      this.#refuseFormer(dataKey);
      const register = this.#content.register ?? this.#content.recovery.wrapped;
      this.#save({ ...this.#content, register, recovery: { ...slot, failures: 0, lastFailureAt: null } });
    });
    return phrase;
  }

  /** Whoever still holds a data key from before the last change must not wrap it for anybody. */
  #refuseFormer(dataKey: Uint8Array): void {
    const { fingerprint } = this.#content;
    if (fingerprint !== undefined && fingerprint !== fingerprintOf(dataKey)) throw new Failure('STORAGE_BUSY');
  }

  /** The slots of operators that are not in a box that stays closed here. */
  get #openable(): OperatorSlot[] {
    return this.#content.operators.flatMap((slot) => ('boxed' in slot ? [] : [slot]));
  }

  #slotOf(username: string): VaultFile['operators'][number] | undefined {
    return this.#content.operators.find((slot) => sameName(slot.username, username));
  }

  /**
   * Counts the attempt before it is made and forgives it when it succeeds: neither
   * many at once nor killing the application wins a guess.
   */
  async #attempt<Slot extends CountedSlot>(
    find: () => Slot | undefined,
    open: (slot: Slot) => Promise<OpenedSlot | null>,
  ): Promise<Uint8Array> {
    const now = this.#surroundings.now();
    const tried = await this.#alone(() => {
      const slot = find();
      if (!slot) throw new Failure('WRONG_CREDENTIALS');
      const allowedAt = nextAttemptAllowedAt(slot.failures, slot.lastFailureAt, now);
      if (allowedAt > now) {
        throw new Failure('TRY_LATER', { seconds: Math.ceil((Date.parse(allowedAt) - Date.parse(now)) / 1000) });
      }
      slot.failures += 1;
      slot.lastFailureAt = now;
      this.#save(this.#content);
      return slot;
    });
    const opened = await open(tried);
    if (!opened) throw new Failure('WRONG_CREDENTIALS');
    await this.#alone(() => {
      const slot = find();
      if (!slot) return;
      slot.failures = 0;
      slot.lastFailureAt = null;
      // A slot that was changed meanwhile is settled the next time.
      if (opened.settled && isSame(slot, tried))
        Object.assign(slot, opened.settled, { failures: 0, lastFailureAt: null });
      this.#save(this.#content);
    });
    return opened.dataKey;
  }

  /** Changes the file on its newest content, one change at a time: two that overlapped would lose one of them. */
  async #alone<Result>(change: () => Result): Promise<Result> {
    const turn = (turns.get(this.#file) ?? Promise.resolve()).then(() => {
      if (existsSync(this.#file)) this.#content = contentOf(this.#file);
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
    writeFileWhole(this.#file, diskTextOf(content, this.#file, this.#surroundings));
    this.#content = content;
  }
}
