import type { CertificateContent } from '#shared/features/retirement/certificate.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { getAssetRow } from '#backend/features/assets/index.ts';
import { getLot } from '../lots/read-lots.ts';
import { findLotOf } from '../lots/repository.ts';
import { listMedia } from '../sanitisation/repository.ts';

type Fact = CertificateContent['facts'][number];

/** A value that is a word of an enumeration: the word is looked up in the language of the print. */
const word = (label: string, family: string, value: string): Fact => ({ label, value, word: `${family}.${value}` });
const fact = (label: string, value: string | null): Fact[] =>
  value === null || value === '' ? [] : [{ label, value }];

/** What an asset is, as everybody who meets it can check. */
async function factsOfAsset(db: Db, assetId: number): Promise<Fact[]> {
  const { tag, name, serial, manufacturer, model, category } = await getAssetRow(db, assetId, false);
  return [
    ...fact('tag', tag),
    ...fact('name', name),
    ...fact('model', [manufacturer, model].filter((part) => part !== null && part !== '').join(' ')),
    ...fact('serial', serial),
    ...fact('category', category.name),
  ];
}

async function ownerOf(db: Db): Promise<Fact[]> {
  return fact('owner', (await readSetting(db, organisationSetting)).name);
}

/** @returns null when no medium is proved to be sanitised */
export async function contentOfSanitisation(db: Db, assetId: number): Promise<CertificateContent | null> {
  const media = (await listMedia(db, assetId)).filter(({ state }) => state === 'proved');
  if (media.length === 0) return null;
  const rows = media.flatMap(({ type, serial, model, records }) =>
    records
      .slice(0, 1)
      .map((record) => [
        `@mediaType.${type}`,
        [model, serial].filter((part) => part !== null && part !== '').join(' · '),
        `@sanitisationMethod.${record.method}`,
        `@technique.${record.technique}`,
        [record.tool, record.toolVersion, record.passes === null ? '' : `× ${record.passes}`].filter(Boolean).join(' '),
        `@verification.${record.verification}`,
        `${record.doneAt.slice(0, 16).replace('T', ' ')} UTC`,
        record.operator,
        record.witness ?? '–',
      ]),
  );
  return {
    facts: [...(await ownerOf(db)), ...(await factsOfAsset(db, assetId))],
    columns: ['medium', 'serial', 'method', 'technique', 'tool', 'verified', 'done', 'operator', 'witness'],
    rows,
  };
}

/** @returns null when the asset has not left */
export async function contentOfDisposal(db: Db, assetId: number): Promise<CertificateContent | null> {
  const way = await db
    .selectFrom('retirement')
    .innerJoin('operator', 'operator.id', 'retirement.ended_by')
    .selectAll('retirement')
    .select('operator.display_name')
    .where('asset_id', '=', assetId)
    .where('ended', '=', 'disposed')
    .executeTakeFirst();
  if (way === undefined) return null;
  const found = await findLotOf(db, assetId);
  const lot = found === undefined ? null : await getLot(db, found.id);
  return {
    facts: [
      ...(await ownerOf(db)),
      ...(await factsOfAsset(db, assetId)),
      word('reason', 'retirementReason', way.reason),
      ...(way.outcome === null ? [] : [word('outcome', 'disposalOutcome', way.outcome)]),
      ...fact('leftOn', way.ended_at?.slice(0, 10) ?? null),
      ...fact('by', way.display_name),
      ...(lot === null
        ? fact('note', way.end_note)
        : [
            ...fact('lot', String(lot.number)),
            ...fact('recycler', lot.recycler.name),
            ...certificationFacts(lot),
            ...fact('receiver', lot.receiver),
            ...fact('seals', lot.seals.join(', ')),
          ]),
    ],
    columns: [],
    rows: [],
  };
}

function certificationFacts({ certification }: Awaited<ReturnType<typeof getLot>>): Fact[] {
  if (certification === null) return [];
  const { scheme, number, validUntil } = certification;
  return [word('scheme', 'recyclerScheme', scheme), ...fact('certification', `${number} (${validUntil})`)];
}

export async function contentOfLot(db: Db, lotId: number): Promise<CertificateContent> {
  const lot = await getLot(db, lotId);
  return {
    facts: [
      ...(await ownerOf(db)),
      ...fact('lot', String(lot.number)),
      word('outcome', 'disposalOutcome', lot.outcome),
      ...fact('recycler', lot.recycler.name),
      ...certificationFacts(lot),
      ...fact('leftOn', lot.handedOverAt?.slice(0, 10) ?? null),
      ...fact('by', lot.handedOverBy),
      ...fact('receiver', lot.receiver),
      ...fact('carrier', lot.carrier),
      ...fact('seals', lot.seals.join(', ')),
      ...fact('weight', lot.weightGrams === null ? null : `${(lot.weightGrams / 1000).toFixed(3)} kg`),
    ],
    columns: ['tag', 'name', 'serial', 'weight'],
    rows: lot.assets.map(({ asset, weightGrams }) => [
      asset.tag,
      asset.name,
      asset.serial ?? '–',
      weightGrams === null ? '–' : `${(weightGrams / 1000).toFixed(3)} kg`,
    ]),
  };
}
