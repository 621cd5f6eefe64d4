import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { MediumSettings, Printer, PrinterDetails } from '#shared/features/labels/printer-contract.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import type { Schema } from '#backend/kernel/db/schema.ts';
import './tables.ts';

export async function listPrinters(db: Db): Promise<Printer[]> {
  const rows = await db.selectFrom('printer').selectAll().where('archived_at', 'is', null).orderBy('name').execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    transport: row.transport,
    host: row.host,
    port: row.port,
    queue: row.queue,
    language: row.language,
    dpi: row.dpi,
    offsetXDots: row.offset_x_dots,
    offsetYDots: row.offset_y_dots,
    darkness: row.darkness,
    mediumKey: row.medium_key,
    encodes: row.encodes === 1,
  }));
}

export async function findPrinter(db: Db, id: number): Promise<Printer | undefined> {
  return (await listPrinters(db)).find((printer) => printer.id === id);
}

export async function writePrinter(
  tx: Transaction<Schema>,
  id: number | null,
  details: PrinterDetails,
): Promise<number> {
  const values = {
    name: details.name,
    transport: details.transport,
    host: details.host,
    port: details.port,
    queue: details.queue,
    language: details.language,
    dpi: details.dpi,
    offset_x_dots: details.offsetXDots,
    offset_y_dots: details.offsetYDots,
    darkness: details.darkness,
    medium_key: details.mediumKey,
    encodes: details.encodes ? (1 as const) : (0 as const),
    archived_at: null,
  };
  if (id !== null) {
    await tx.updateTable('printer').set(values).where('id', '=', id).execute();
    return id;
  }
  const inserted = await tx.insertInto('printer').values(values).returning('id').executeTakeFirstOrThrow();
  return inserted.id;
}

/** A printer's name is free again once it is archived. */
export async function archivePrinterRow(tx: Transaction<Schema>, id: number, at: string): Promise<void> {
  await tx
    .updateTable('printer')
    .set({ archived_at: at, name: sql<string>`name || ' (archived ' || id || ')'` })
    .where('id', '=', id)
    .execute();
}

/** What was set for each medium that was ever calibrated on the printer. */
export async function listMediumSettings(db: Db, printerId: number) {
  const rows = await db
    .selectFrom('printer_medium')
    .innerJoin('operator', 'operator.id', 'printer_medium.operator_id')
    .selectAll('printer_medium')
    .select('operator.display_name')
    .where('printer_id', '=', printerId)
    .orderBy('medium_key')
    .execute();
  return rows.map((row) => ({
    printerId: row.printer_id,
    mediumKey: row.medium_key,
    offsetXUm: row.offset_x_um,
    offsetYUm: row.offset_y_um,
    darkness: row.darkness,
    speed: row.speed,
    changedAt: row.changed_at,
    operator: row.display_name,
  }));
}

/** What holds for the medium that is loaded; undefined where nothing was set for it. */
export async function findMediumSettings(
  db: Db,
  printerId: number,
  mediumKey: string | null,
): Promise<MediumSettings | undefined> {
  if (mediumKey === null) return undefined;
  return (await listMediumSettings(db, printerId)).find((settings) => settings.mediumKey === mediumKey);
}

export async function writeMediumSettings(
  tx: Transaction<Schema>,
  { printerId, mediumKey, offsetXUm, offsetYUm, darkness, speed }: MediumSettings,
  by: { operatorId: number; at: string },
): Promise<void> {
  const values = {
    offset_x_um: offsetXUm,
    offset_y_um: offsetYUm,
    darkness,
    speed,
    operator_id: by.operatorId,
    changed_at: by.at,
  };
  await tx
    .insertInto('printer_medium')
    .values({ printer_id: printerId, medium_key: mediumKey, ...values })
    .onConflict((conflict) => conflict.columns(['printer_id', 'medium_key']).doUpdateSet(values))
    .execute();
}
