import type { SoftwareKind } from '#shared/features/updates/model.ts';
import type { Scheme } from '#shared/features/updates/scheme.ts';
import type { Day } from '#shared/primitives/days.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { comply, inOrder, targetOf } from '#domains/versions/index.ts';
import type { Release, Verdict } from '#domains/versions/index.ts';
import './tables.ts';

export interface Watched {
  id: number;
  name: string;
  publisher: string | null;
  kind: SoftwareKind;
  scheme: Scheme;
  targetId: number | null;
  version: number;
  /** Its releases, the oldest first. */
  ordered: Release[];
  target: Release | null;
}

/** Products that are watched, with their releases and what should be installed today. */
export async function readWatched(db: Db, today: Day): Promise<Map<number, Watched>> {
  const products = await db
    .selectFrom('tracked_product as tracked')
    .innerJoin('software_product as product', 'product.id', 'tracked.product_id')
    .leftJoin('manufacturer as publisher', 'publisher.id', 'product.publisher_id')
    .select(['product.id', 'product.name', 'publisher.name as publisher', 'tracked.kind', 'tracked.scheme'])
    .select(['tracked.target_id', 'tracked.version'])
    .where('tracked.archived_at', 'is', null)
    .orderBy('product.name')
    .execute();
  const releases = await readReleases(db);
  return new Map(
    products.map(({ target_id: targetId, ...product }) => {
      const ordered = inOrder(product.scheme, releases.get(product.id) ?? []);
      return [product.id, { ...product, targetId, ordered, target: targetOf(ordered, targetId, today) }];
    }),
  );
}

async function readReleases(db: Db): Promise<Map<number, Release[]>> {
  const rows = await db.selectFrom('software_release').selectAll().where('archived_at', 'is', null).execute();
  const byProduct = new Map<number, Release[]>();
  for (const row of rows) {
    const own = byProduct.get(row.product_id) ?? [];
    byProduct.set(row.product_id, own);
    own.push({
      id: row.id,
      version: row.number,
      branch: row.branch,
      releasedOn: row.released_on,
      security: row.security === 1,
      supportedUntil: row.supported_until,
    });
  }
  return byProduct;
}

/** Judges each version of each product once; thousands of assets share a few dozen of them. */
export class Judge {
  readonly #watched: ReadonlyMap<number, Watched>;
  readonly #today: Day;
  readonly #known = new Map<string, Verdict>();

  constructor(watched: ReadonlyMap<number, Watched>, today: Day) {
    this.#watched = watched;
    this.#today = today;
  }

  verdictOf(productId: number, installed: string | null): Verdict {
    const key = `${productId}\u001F${installed ?? ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const product = this.#watched.get(productId);
    const verdict = comply(
      product?.scheme ?? 'dotted',
      product?.ordered ?? [],
      product?.target ?? null,
      installed,
      this.#today,
    );
    this.#known.set(key, verdict);
    return verdict;
  }
}
