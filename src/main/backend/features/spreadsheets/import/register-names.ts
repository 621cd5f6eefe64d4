import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import {
  readFieldCatalogue,
  createCategory,
  createManufacturer,
  createModel,
  listCategories,
  restoreCategory,
} from '#backend/features/assets/index.ts';
import type { FieldCatalogue } from '#backend/features/assets/index.ts';
import { createUnit, insertPerson, listUnits } from '#backend/features/people/index.ts';
import { createPlace, getPlace, listPlaces } from '#backend/features/places/index.ts';
import { Recogniser } from '#backend/features/software/index.ts';
import { createSupplier, listSuppliers } from '#backend/features/suppliers/index.ts';
import type { WithdrawableTable } from '#backend/kernel/db/withdraw.ts';
import type { PlaceKind } from '#shared/features/places/contract.ts';
import { categoryKeys, nameKey } from './known-names.ts';
import { NameAnswers, usualFamily } from './name-answers.ts';
import { pathOf, usualKind } from './view/place-path.ts';
import type { Done } from './undo/import-rows.ts';

/** Finds what rows name and adds what the register lacks, each once; lives as long as one import. */
export class NameRegister {
  #categories: Map<string, number> | null = null;
  readonly #archived = new Set<number>();
  #manufacturers: Map<string, number> | null = null;
  #models: Map<string, number> | null = null;
  #suppliers: Map<string, number> | null = null;
  #places: Map<string, number> | null = null;
  #departments: Map<string, number> | null = null;
  #costCentres: Map<string, number> | null = null;
  #people: Map<string, number> | null = null;
  #recogniser: Recogniser | null = null;
  /** Articles that this import added or changed, by their code and name, with the version that it left. */
  readonly articles = new Map<string, { id: number; version: number }>();
  #added: Done[] = [];
  #fields: FieldCatalogue | null = null;
  readonly #answers: NameAnswers;

  constructor(answers: NameAnswers = new NameAnswers([])) {
    this.#answers = answers;
  }

  /** What was added since the last call, for the undo of the import. */
  takeAdded(): Done[] {
    return this.#added.splice(0);
  }

  /** The fields of categories; read anew after categories were added. */
  async fieldCatalogue(command: CommandContext): Promise<FieldCatalogue> {
    return (this.#fields ??= await readFieldCatalogue(command));
  }

  #note(entity: WithdrawableTable, recordId: number): void {
    this.#added.push({ rowNumber: null, entity, recordId, before: null });
  }

  async category(command: CommandContext, name: string): Promise<number> {
    const known = (this.#categories ??= await this.#knownCategories(command));
    const found = categoryKeys(name)
      .map((key) => known.get(key))
      .find((id) => id !== undefined);
    const answer = this.#answers.for('category', name);
    if (answer !== null && answer.means !== null) return answer.means;
    if (found !== undefined) {
      // What a file names is in use again, as the check of the file had announced.
      if (this.#archived.delete(found)) await restoreCategory(command, { id: found });
      return found;
    }
    const key = nameKey(name);
    const { id } = await createCategory(command, {
      key: `imported-${key.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`,
      family: answer?.family ?? usualFamily,
      name: name.trim(),
      code: codeOf(name),
      parentId: null,
    });
    this.#note('category', id);
    this.#fields = null;
    known.set(key, id);
    return id;
  }

  async #knownCategories(command: CommandContext): Promise<Map<string, number>> {
    const categories = await listCategories(command.tx);
    const archived = new Set(categories.flatMap(({ id, archived: isArchived }) => (isArchived ? [id] : [])));
    return new Map(
      categories.flatMap(({ id, name, key, mergedIntoId }) => {
        const filedUnder = mergedIntoId ?? id;
        if (archived.has(filedUnder)) this.#archived.add(filedUnder);
        return [nameKey(name), nameKey(key.replaceAll('-', ' '))].map((each) => [each, filedUnder] as const);
      }),
    );
  }

  async manufacturer(command: CommandContext, name: string): Promise<number> {
    this.#manufacturers ??= new Map(
      (await command.tx.selectFrom('manufacturer').select(['id', 'name']).execute()).map((row) => [
        nameKey(row.name),
        row.id,
      ]),
    );
    return this.#remembered(
      'manufacturer',
      this.#manufacturers,
      nameKey(name),
      async () => (await createManufacturer(command, { name: name.trim() })).id,
    );
  }

  async model(
    command: CommandContext,
    model: { name: string; number: string | null; manufacturerId: number | null; categoryId: number },
  ): Promise<number> {
    const keyOf = (name: string, number: string | null, manufacturerId: number | null): string =>
      `${nameKey(name)}|${nameKey(number ?? '')}|${manufacturerId ?? ''}`;
    this.#models ??= new Map(
      (await command.tx.selectFrom('model').select(['id', 'name', 'number', 'manufacturer_id']).execute()).map(
        (row) => [keyOf(row.name, row.number, row.manufacturer_id), row.id],
      ),
    );
    return this.#remembered(
      'model',
      this.#models,
      keyOf(model.name, model.number, model.manufacturerId),
      async () => (await createModel(command, { ...model, name: model.name.trim(), warrantyMonths: null })).id,
    );
  }

  async supplier(command: CommandContext, name: string): Promise<number> {
    this.#suppliers ??= new Map((await listSuppliers(command.tx)).map((row) => [nameKey(row.name), row.id]));
    const create = { name: name.trim(), contact: null, email: null, phone: null, notes: null };
    return this.#remembered(
      'supplier',
      this.#suppliers,
      nameKey(name),
      async () => (await createSupplier(command, create)).id,
    );
  }

  async place(command: CommandContext, name: string, kind: PlaceKind = 'room'): Promise<number> {
    this.#places ??= new Map(
      (await listPlaces(command.tx, { includeArchived: false })).flatMap((row) => [
        [nameKey(row.name), row.id],
        [nameKey(row.code), row.id],
        [nameKey(row.path), row.id],
      ]),
    );
    const known = this.#places.get(nameKey(name));
    if (known !== undefined) return known;
    const answer = this.#answers.for('place', name);
    if (answer !== null && answer.means !== null) return answer.means;
    const path = pathOf(name);
    if (path.length > 1 && answer === null) return this.placeAt(command, path);
    const parentId = answer === null ? null : answer.inside;
    const create = { parentId, kind: answer?.as ?? kind, name: name.trim(), code: null, notes: null };
    return this.#remembered('place', this.#places, nameKey(name), async () => (await createPlace(command, create)).id);
  }

  /** The place at the end of a path; what the register lacks on the way is added, from the widest down. */
  async placeAt(command: CommandContext, path: readonly string[]): Promise<number> {
    const full = path.join(' › ');
    const known = this.#places?.get(nameKey(full));
    if (known !== undefined || path.length < 2) return known ?? this.place(command, full, 'site');
    await this.place(command, path[0] ?? '', 'site');
    const found = this.#places?.get(nameKey(full));
    if (found !== undefined) return found;
    const parentId = await this.placeAt(command, path.slice(0, -1));
    const parent = await getPlace(command.tx, parentId);
    const create = {
      parentId,
      kind: usualKind(parent.kind, true) ?? 'bin',
      name: path.at(-1) ?? '',
      code: null,
      notes: null,
    };
    return this.#remembered(
      'place',
      this.#places ?? new Map<string, number>(),
      nameKey(full),
      async () => (await createPlace(command, create)).id,
    );
  }

  /** A place that was added or changed is found by its new names. */
  learnPlace(place: { id: number; name: string; code: string; path: string }): void {
    for (const name of [place.name, place.code, place.path]) this.#places?.set(nameKey(name), place.id);
  }

  /** What tells which product software is that was seen. */
  async recogniser({ tx }: CommandContext): Promise<Recogniser> {
    return (this.#recogniser ??= await Recogniser.read(tx));
  }

  async department(command: CommandContext, name: string): Promise<number> {
    this.#departments ??= new Map(
      (await listUnits(command.tx, 'department')).map((row) => [nameKey(row.name), row.id]),
    );
    const create = { name: name.trim(), code: null };
    return this.#remembered(
      'department',
      this.#departments,
      nameKey(name),
      async () => (await createUnit(command, 'department', create)).id,
    );
  }

  async costCentre(command: CommandContext, name: string): Promise<number> {
    this.#costCentres ??= new Map(
      (await listUnits(command.tx, 'cost_centre')).flatMap((row) => [
        [nameKey(row.name), row.id],
        ...(row.code === null ? [] : [[nameKey(row.code), row.id] as const]),
      ]),
    );
    const create = { name: name.trim(), code: null };
    return this.#remembered(
      'cost_centre',
      this.#costCentres,
      nameKey(name),
      async () => (await createUnit(command, 'cost_centre', create)).id,
    );
  }

  /** The person by username, else e-mail, else name; a person whom nobody knows yet is added with what is known. */
  async custodian(
    command: CommandContext,
    person: { username: string | null; email: string | null; name: string | null },
  ): Promise<number | null> {
    this.#people ??= await knownPeople(command);
    const known = this.#people;
    const keys = [person.username, person.email, person.name].filter((key) => key !== null).map((key) => nameKey(key));
    const found = keys.map((key) => known.get(key)).find((id) => id !== undefined);
    const name = person.name ?? person.email ?? person.username;
    if (found !== undefined || name === null) return found ?? null;
    const details = {
      employeeNumber: null,
      badgeCode: null,
      name,
      email: person.email,
      username: person.username,
      phone: null,
      title: null,
      departmentId: null,
      placeId: null,
      managerId: null,
      startsOn: null,
      endsOn: null,
      notes: null,
    };
    const id = insertPerson(command, details);
    this.#note('person', id);
    await command.record({ event: 'people.created', subject: `person:${id}`, data: { after: { ...details } } });
    for (const key of keys) known.set(key, id);
    return id;
  }

  /** A person as a cell names one: by name, username or e-mail address. */
  async person(command: CommandContext, text: string): Promise<number> {
    const found = (this.#people ??= await knownPeople(command)).get(nameKey(text));
    if (found !== undefined) return found;
    const id = await this.custodian(command, { username: null, email: text.includes('@') ? text : null, name: text });
    return id ?? 0;
  }

  async #remembered(
    entity: WithdrawableTable,
    known: Map<string, number>,
    key: string,
    create: () => Promise<number>,
  ): Promise<number> {
    const found = known.get(key);
    if (found !== undefined) return found;
    const id = await create();
    this.#note(entity, id);
    known.set(key, id);
    return id;
  }

  /** A transaction that was rolled back took the names with it: ask the register again. */
  forget(): void {
    this.#added = [];
    this.articles.clear();
    this.#fields = null;
    this.#categories = null;
    this.#manufacturers = null;
    this.#models = null;
    this.#suppliers = null;
    this.#places = null;
    this.#departments = null;
    this.#costCentres = null;
    this.#people = null;
    this.#recogniser = null;
  }
}

async function knownPeople(command: CommandContext): Promise<Map<string, number>> {
  const rows = await command.tx
    .selectFrom('person')
    .select(['id', 'name', 'username', 'email'])
    .where('archived_at', 'is', null)
    .execute();
  const known = new Map<string, number>();
  // What tells people apart for sure is set last and wins over a namesake.
  for (const row of rows) known.set(nameKey(row.name), row.id);
  for (const row of rows) if (row.email !== null) known.set(nameKey(row.email), row.id);
  for (const row of rows) if (row.username !== null) known.set(nameKey(row.username), row.id);
  return known;
}

function codeOf(name: string): string {
  return (
    name
      .replaceAll(/[^\p{L}\p{N}]/gu, '')
      .slice(0, 3)
      .toUpperCase() || 'X'
  );
}
