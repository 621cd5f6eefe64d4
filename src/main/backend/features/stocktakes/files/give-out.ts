import { sql } from 'kysely';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { actingOperator, inTransaction, openInventoryOf } from '#backend/kernel/rpc/call.ts';
import type { Call, CommandContext } from '#backend/kernel/rpc/call.ts';
import { readSetting } from '#backend/kernel/settings.ts';
import { listPlaces } from '#backend/features/places/index.ts';
import { writeFileWhole } from '#backend/kernel/storage/write-file.ts';
import { stocktakeParts } from '../lifecycle.ts';
import { getStocktakeIn } from '../repository.ts';
import type { PlanBody } from './bodies.ts';
import { planExtension } from './read-count-file.ts';
import { writeSigned } from './signed-file.ts';

/**
 * Writes what another workstation needs to count this stocktake. Each file is
 * an order of its own, which comes back once.
 *
 * @throws Failure STOCKTAKE_STATE unless it is being counted.
 */
export async function giveOut({ backend, session }: Call, { id }: { id: number }): Promise<{ path: string | null }> {
  const actor = actingOperator(session);
  const { reader, dataKey } = openInventoryOf(backend);
  const { number } = await getStocktakeIn(reader, id, 'counting');
  const path = await backend.host.chooseSaveFile({
    defaultName: `Stocktake ${number}.${planExtension}`,
    filters: [{ name: 'Quartermaster', extensions: [planExtension] }],
  });
  if (path === null) return { path };
  await inTransaction(backend, actor, async (command) => {
    const body = await planOf(command, id);
    const { text, sha256 } = writeSigned('quartermaster-stocktake-plan/1', body, dataKey, null);
    await command.tx
      .insertInto('stocktake_order')
      .values({
        stocktake_id: id,
        direction: 'given',
        key: body.order,
        ticket: body.ticket,
        plan_sha256: sha256,
        given_at: command.now,
        operator_id: actor.operatorId,
        returned_at: null,
        result_sha256: null,
      })
      .execute();
    await command.record({
      event: 'stocktakes.givenOut',
      subject: `stocktake:${id}`,
      data: { order: body.order, sha256, expected: body.expected.length, places: body.places.length },
    });
    command.changed('stocktakes');
    // The last step: when it fails nothing was given out.
    writeFileWhole(path, text);
  });
  return { path };
}

async function planOf(command: CommandContext, id: number): Promise<PlanBody> {
  const { tx, now, actor, backend } = command;
  const stocktake = await getStocktakeIn(tx, id, 'counting');
  const random = (bytes: number) => Buffer.from(backend.surroundings.randomBytes(bytes)).toString('hex');
  const places = await listPlaces(tx, { includeArchived: false });
  const codes = new Map(places.map((place) => [place.id, place.code]));
  const { display_name } = await tx
    .selectFrom('operator')
    .select('display_name')
    .where('id', '=', actor.operatorId)
    .executeTakeFirstOrThrow();
  return {
    order: random(12),
    ticket: random(32),
    number: stocktake.number,
    name: stocktake.name,
    blind: stocktake.blind === 1,
    organisation: (await readSetting(tx, organisationSetting)).name,
    desk: actor.desk,
    madeBy: display_name,
    madeAt: now,
    places: places.map(({ code, name, kind, parentId }) => ({
      code,
      name,
      kind,
      parent: parentId === null ? null : (codes.get(parentId) ?? null),
    })),
    // Whoever counts blind must not find the list in the file either.
    expected: stocktake.blind === 1 ? [] : await expectedOf(command, id, codes),
    articles: (await Promise.all(stocktakeParts.map((part) => part.listFor(tx, id)))).flat(),
  };
}

async function expectedOf(
  { tx }: CommandContext,
  id: number,
  placeCodes: ReadonlyMap<number, string>,
): Promise<PlanBody['expected']> {
  const rows = await tx
    .selectFrom('stocktake_line as line')
    .innerJoin('asset', 'asset.id', 'line.asset_id')
    .select([
      'asset.tag',
      'asset.serial',
      'asset.name',
      'line.expected_place_id',
      'line.custodian',
      sql<string>`(SELECT json_group_array(value) FROM asset_identifier WHERE asset_id = asset.id
        AND kind IN ('epc', 'mac', 'imei', 'iccid'))`.as('identifiers'),
    ])
    .where('line.stocktake_id', '=', id)
    .where('line.expected', '=', 1)
    .orderBy('line.id')
    .execute();
  return rows.map((row) => ({
    tag: row.tag,
    codes: [...(row.serial === null ? [] : [row.serial]), ...(JSON.parse(row.identifiers) as string[])],
    name: row.name ?? '',
    place: row.expected_place_id === null ? null : (placeCodes.get(row.expected_place_id) ?? null),
    custodian: row.custodian,
  }));
}
