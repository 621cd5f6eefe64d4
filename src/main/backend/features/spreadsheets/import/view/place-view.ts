import { placeKinds } from '#shared/features/places/contract.ts';
import type { PlaceKind } from '#shared/features/places/contract.ts';
import type { Sqlite } from '#backend/kernel/db/open.ts';
import { inReadingOrder, mayStandIn } from '#backend/features/places/index.ts';
import { nameKey } from '../known-names.ts';
import { pathKey, segmentsOf, usualKind } from './place-path.ts';
import { changesOf, known, text } from './register-view.ts';
import type { Comparison, FieldProblem, Match, RegisterView, Values } from './register-view.ts';

interface Place {
  id: number;
  parentId: number | null;
  name: string;
  code: string;
  kind: PlaceKind;
  notes: string | null;
  version: number;
  path: string;
}

/** The tree as the register has it, and as the rows of the file add to it. */
export function placeView(sqlite: Sqlite, rows: readonly Values[]): RegisterView {
  const tree = new Tree(sqlite, rows);
  return {
    unique: ['code', 'path'],
    find: (field, value) => tree.find(field, value),
    compare: (id, values) => tree.compare(id, values),
    refuseNew: (values) => tree.refuseNew(values),
    namesOf: (values) => tree.namesOf(values),
    complete: (values) => tree.complete(values),
    order: (values) => tree.depthOf(values, new Set()) ?? 0,
  };
}

/** Path of a row that tells it, with the name behind it where the path leads only to what it stands in. */
function ownSegments(values: Values): string[] {
  const path = text(values, 'path');
  return path === null ? [] : segmentsOf(path);
}

class Tree {
  readonly #byId: ReadonlyMap<number, Place>;
  readonly #byKey = new Map<string, Place[]>();
  readonly #rowsByKey = new Map<string, Values>();
  readonly #hasInside = new Set<string>();

  constructor(sqlite: Sqlite, rows: readonly Values[]) {
    const places = inReadingOrder(
      sqlite
        .prepare<[], Omit<Place, 'path'>>(
          'SELECT id, parent_id AS parentId, name, code, kind, notes, version FROM place',
        )
        .all(),
    );
    this.#byId = new Map(places.map((place) => [place.id, place]));
    for (const place of places) {
      for (const key of [`code ${nameKey(place.code)}`, `path ${nameKey(place.path)}`, `name ${nameKey(place.name)}`])
        this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), place]);
    }
    for (const values of rows) {
      const segments = ownSegments(values);
      const code = text(values, 'code');
      const name = text(values, 'name');
      if (segments.length > 0) this.#rowsByKey.set(`path ${pathKey(segments)}`, values);
      if (name !== null) this.#rowsByKey.set(`name ${nameKey(name)}`, values);
      if (code !== null) this.#rowsByKey.set(`code ${nameKey(code)}`, values);
      for (const key of this.#parentKeys(values)) this.#hasInside.add(key);
      for (const [index] of segments.slice(1).entries())
        this.#hasInside.add(`path ${pathKey(segments.slice(0, index + 1))}`);
    }
  }

  find(field: string, value: string): Match[] {
    const key = field === 'path' ? `path ${pathKey(segmentsOf(value))}` : `${field} ${nameKey(value)}`;
    return (this.#byKey.get(key) ?? []).map(({ id, path }) => ({ id, label: path }));
  }

  /** How a row says what it stands in, as keys of places and rows. */
  #parentKeys(values: Values): string[] {
    const above = ownSegments(values).slice(0, -1);
    const parentCode = text(values, 'parentCode');
    const parent = text(values, 'parent');
    if (above.length > 0) return [`path ${pathKey(above)}`];
    if (parentCode !== null) return [`code ${nameKey(parentCode)}`];
    if (parent === null) return [];
    return [`path ${pathKey(segmentsOf(parent))}`, `code ${nameKey(parent)}`, `name ${nameKey(parent)}`];
  }

  /** How deep a row lies among the rows of the file; null when it stands in itself. */
  depthOf(values: Values, above: Set<Values>): number | null {
    if (above.has(values)) return null;
    above.add(values);
    const path = ownSegments(values).length;
    const parent = this.#parentKeys(values)
      .map((key) => this.#rowsByKey.get(key))
      .find((row) => row !== undefined);
    if (parent === undefined) return path;
    const depth = this.depthOf(parent, above);
    return depth === null ? null : Math.max(path, depth + 1);
  }

  #kindOf(values: Values, above: Set<Values> = new Set()): PlaceKind | null {
    const stated = placeKinds.find((kind) => kind === text(values, 'kind'));
    if (stated !== undefined || above.has(values)) return stated ?? null;
    above.add(values);
    const parent = this.#parentKind(values, above);
    const name = text(values, 'name') ?? ownSegments(values).at(-1) ?? '';
    const code = text(values, 'code');
    const keys = [`path ${pathKey(ownSegments(values))}`, `name ${nameKey(name)}`, `code ${nameKey(code ?? '')}`];
    return usualKind(
      parent,
      keys.some((key) => this.#hasInside.has(key)),
    );
  }

  /** A place that the file does not say the kind of gets the one that fits what it stands in and what stands in it. */
  complete(values: Values): Values {
    const kind = this.#kindOf(values);
    return kind === null ? values : { ...values, kind };
  }

  #parentKind(values: Values, above: Set<Values>): PlaceKind | null {
    for (const key of this.#parentKeys(values)) {
      const row = this.#rowsByKey.get(key);
      const place = this.#byKey.get(key)?.[0];
      if (place !== undefined) return place.kind;
      if (row !== undefined) return this.#kindOf(row, above);
    }
    const higher = ownSegments(values).slice(0, -1);
    if (higher.length > 0) return this.#kindOf({ path: higher.join(' › ') }, above) ?? 'floor';
    return text(values, 'parent') === null ? null : 'site';
  }

  refuseNew(values: Values): FieldProblem[] {
    if (text(values, 'name') === null && text(values, 'path') === null)
      return [{ field: 'name', code: 'REQUIRED', facts: { field: 'name' } }];
    return this.#refusePosition(values);
  }

  #refusePosition(values: Values): FieldProblem[] {
    if (this.depthOf(values, new Set()) === null)
      return [{ field: 'parentCode', code: 'STANDS_IN_ITSELF', facts: { text: text(values, 'parentCode') ?? '' } }];
    const parentCode = text(values, 'parentCode');
    const key = `code ${nameKey(parentCode ?? '')}`;
    if (parentCode !== null && ownSegments(values).length < 2 && !this.#byKey.has(key) && !this.#rowsByKey.has(key))
      return [{ field: 'parentCode', code: 'UNKNOWN_PARENT', facts: { text: parentCode } }];
    const parent = this.#parentKind(values, new Set([values]));
    const kind = this.#kindOf(values);
    if (parent !== null && (kind === null || !mayStandIn(kind, parent)))
      return [
        {
          field: 'kind',
          code: 'PARENT_NOT_WIDER',
          facts: { text: kind ?? '', kind: kind ?? parent, parentKind: parent },
        },
      ];
    return [];
  }

  compare(id: number, values: Values): Comparison {
    const place = this.#byId.get(id);
    if (place === undefined) return { label: '', version: 0, changes: [], problems: [] };
    const parent = place.parentId === null ? undefined : this.#byId.get(place.parentId);
    const now = {
      path: known(place.path, [place.path]),
      name: known(place.name),
      code: known(place.code, [place.code]),
      kind: known(place.kind),
      notes: known(place.notes),
      parentCode: known(parent?.code ?? null, [parent?.code ?? null]),
      parent: known(parent?.path ?? null, [parent?.path ?? null, parent?.name ?? null, parent?.code ?? null]),
    };
    const segments = ownSegments(values);
    const given = segments.length === 0 ? values : { ...values, path: segments.join(' › ') };
    const changes = changesOf(Object.keys(now), given, now);
    const moves = changes.some(({ field }) => field !== 'name' && field !== 'notes' && field !== 'code');
    return { label: place.path, version: place.version, changes, problems: moves ? this.#refusePosition(values) : [] };
  }

  /** Places that paths lead through, and that neither the register nor a row of the file has. */
  namesOf(values: Values): ReturnType<RegisterView['namesOf']> {
    const above = ownSegments(values).slice(0, -1);
    const missing = above
      .map((_, index) => above.slice(0, index + 1))
      .filter((path) => !this.#byKey.has(`path ${pathKey(path)}`) && !this.#rowsByKey.has(`path ${pathKey(path)}`))
      .map((path) => ({ kind: 'place' as const, field: 'path', name: path.join(' › ') }));
    const parent = above.length > 0 || text(values, 'parentCode') !== null ? null : text(values, 'parent');
    const keys = this.#parentKeys(values);
    const unknown = parent !== null && !keys.some((key) => this.#byKey.has(key) || this.#rowsByKey.has(key));
    return unknown ? [...missing, { kind: 'place', field: 'parent', name: parent }] : missing;
  }
}
