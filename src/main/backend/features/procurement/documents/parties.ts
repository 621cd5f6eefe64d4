import type { Db } from '#backend/kernel/db/dialect.ts';
import { notFound } from '#backend/kernel/failure.ts';
import { organisationSetting } from '#backend/kernel/organisation.ts';
import { readSetting } from '#backend/kernel/settings.ts';

/** Who writes and to whom, as the lines of a letter. */
export async function partiesOf(db: Db, supplierId: number) {
  const organisation = await readSetting(db, organisationSetting);
  const supplier = await db.selectFrom('supplier').selectAll().where('id', '=', supplierId).executeTakeFirst();
  if (!supplier) throw notFound('supplier', supplierId);
  const known = (lines: readonly (string | null)[]) => lines.filter((line) => line !== null && line !== '');
  return {
    organisation,
    email: supplier.email,
    sender: known([organisation.name, organisation.contact]) as string[],
    recipient: known([supplier.name, supplier.contact, supplier.email]) as string[],
  };
}
