import type { Transaction } from 'kysely';
import type { Identifier } from '#shared/features/assets/model.ts';
import { parseTagUri, encodeEpc } from '#shared/primitives/epc.ts';
import { imeiOf, macOf } from '#shared/features/assets/captured-code.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import { Failure } from '#backend/kernel/failure.ts';

/** Kinds that name one unit and no other; part numbers and GTINs name many. */
const ownKinds = ['epc', 'mac', 'imei', 'iccid'] as const;
type OwnKind = (typeof ownKinds)[number];

const isOwn = (kind: Identifier['kind']): kind is OwnKind => ownKinds.some((own) => own === kind);

export async function insertIdentifiers(
  tx: Transaction<Schema>,
  assets: readonly { assetId: number; identifiers: readonly Identifier[] }[],
): Promise<void> {
  const rows = assets.flatMap(({ assetId, identifiers }) =>
    identifiers.map(({ kind, value }) => ({ asset_id: assetId, kind, value })),
  );
  for (let start = 0; start < rows.length; start += 200) {
    await tx
      .insertInto('asset_identifier')
      .values(rows.slice(start, start + 200))
      .execute();
  }
}

export async function findIdentifierOwner(
  db: Db,
  kinds: readonly Identifier['kind'][],
  value: string,
): Promise<{ assetId: number; tag: string; kind: Identifier['kind'] } | null> {
  const row = await db
    .selectFrom('asset_identifier')
    .innerJoin('asset', 'asset.id', 'asset_identifier.asset_id')
    .select(['asset.id', 'asset.tag', 'asset_identifier.kind'])
    .where('asset_identifier.kind', 'in', kinds)
    .where('asset_identifier.value', '=', value)
    .executeTakeFirst();
  return row ? { assetId: row.id, tag: row.tag, kind: row.kind } : null;
}

/** @throws Failure IDENTIFIER_TAKEN */
export async function refuseTakenIdentifiers(db: Db, identifiers: readonly Identifier[]): Promise<void> {
  for (const { kind, value } of identifiers) {
    const owner = isOwn(kind) ? await findIdentifierOwner(db, [kind], value) : null;
    if (owner) throw new Failure('IDENTIFIER_TAKEN', { identifierKind: kind, value, ...ownerFacts(owner) });
  }
}

const ownerFacts = ({ assetId, tag }: { assetId: number; tag: string }) => ({ assetId, tag });

export async function listIdentifiers(db: Db, assetId: number): Promise<Identifier[]> {
  return db
    .selectFrom('asset_identifier')
    .select(['kind', 'value'])
    .where('asset_id', '=', assetId)
    .orderBy('kind')
    .orderBy('value')
    .execute();
}

/** What a scanned code would be stored as, if it is one of the numbers that name a unit. */
function ownForms(code: string): string[] {
  const uri = parseTagUri(code);
  const encoded = uri.ok ? encodeEpc(uri.value) : null;
  const hex = /^[\dA-F]{24,}$/i.test(code) ? code.toUpperCase() : null;
  return [
    hex,
    encoded?.ok === true ? encoded.value : null,
    macOf(code),
    imeiOf(code),
    /^89\d{17,18}$/.test(code) ? code : null,
  ].filter((form) => form !== null);
}

/** The asset that a MAC address, IMEI, SIM number, EPC or tag URI belongs to. */
export async function findByIdentifier(db: Db, code: string): Promise<number | null> {
  for (const form of ownForms(code)) {
    const owner = await findIdentifierOwner(db, ownKinds, form);
    if (owner) return owner.assetId;
  }
  return null;
}
