import { applyRule } from '#shared/features/software/recognition.ts';
import type { RuleDetails } from '#shared/features/software/recognition.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import './tables.ts';

export interface Seen {
  name: string;
  publisher: string | null;
  version: string | null;
}

export interface Recognised {
  productId: number | null;
  ruleId: number | null;
}

type StoredRule = Omit<RuleDetails, 'productId'> & { id: number; productId: number | null };

export async function rulesInForce(db: Db): Promise<StoredRule[]> {
  const rows = await db
    .selectFrom('recognition_rule')
    .selectAll()
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    publisherPattern: row.publisher_pattern,
    namePattern: row.name_pattern,
    versionPattern: row.version_pattern,
    productId: row.product_id,
  }));
}

/** Tells which product a seen name is: the first rule that fits, else the product that is named exactly so. */
export class Recogniser {
  readonly #rules: readonly StoredRule[];
  readonly #products: ReadonlyMap<string, number>;
  readonly #known = new Map<string, Recognised>();

  private constructor(rules: readonly StoredRule[], products: ReadonlyMap<string, number>) {
    this.#rules = rules;
    this.#products = products;
  }

  static async read(db: Db): Promise<Recogniser> {
    const products = await db
      .selectFrom('software_product')
      .select(['id', 'name'])
      .where('archived_at', 'is', null)
      .execute();
    return new Recogniser(
      await rulesInForce(db),
      new Map(products.map(({ id, name }) => [name.trim().toLowerCase(), id])),
    );
  }

  recognise(seen: Seen): Recognised {
    const key = `${seen.name}\u001F${seen.publisher ?? ''}\u001F${seen.version ?? ''}`;
    const known = this.#known.get(key) ?? this.#ask(seen);
    this.#known.set(key, known);
    return known;
  }

  #ask(seen: Seen): Recognised {
    const rule = this.#rules.find((each) => applyRule(each, seen) !== null);
    if (rule) return { productId: rule.productId, ruleId: rule.id };
    return { productId: this.#products.get(seen.name.trim().toLowerCase()) ?? null, ruleId: null };
  }
}

/**
 * Lets the rules that hold now tell everything apart anew, each name that was seen once.
 *
 * @returns how many installations are another product than before, or told apart for the first time.
 */
export async function recogniseAll(command: CommandContext): Promise<number> {
  const { tx } = command;
  const recogniser = await Recogniser.read(tx);
  const groups = await tx
    .selectFrom('installation')
    .select(['name', 'publisher', 'software_version', 'product_id', 'rule_id'])
    .groupBy(['name', 'publisher', 'software_version', 'product_id', 'rule_id'])
    .execute();
  let count = 0;
  for (const group of groups) {
    const { name, publisher, software_version: version } = group;
    const { productId, ruleId } = recogniser.recognise({ name, publisher, version });
    if (productId === group.product_id && ruleId === group.rule_id) continue;
    const { numUpdatedRows } = await tx
      .updateTable('installation')
      .set({ product_id: productId, rule_id: ruleId })
      .where('name', '=', name)
      .where('publisher', 'is', publisher)
      .where('software_version', 'is', version)
      .where('product_id', 'is', group.product_id)
      .where('rule_id', 'is', group.rule_id)
      .executeTakeFirst();
    count += Number(numUpdatedRows);
  }
  command.changed('software', 'licences', 'updates');
  return count;
}
