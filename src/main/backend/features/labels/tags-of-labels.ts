import { Failure } from '#backend/kernel/failure.ts';
import type { Db } from '#backend/kernel/db/dialect.ts';
import { epcOfAsset, refuseForeignEpc } from '#backend/features/assets/index.ts';

/** Printers write 96 bits; longer codes are for readers that write by themselves. */
const printable = /^[0-9A-F]{24}$/i;

/**
 * What the tags of these assets' labels are to hold: the EPC that each has, or the one that its scheme makes.
 *
 * @throws Failure NO_EPC, EPC_NOT_96, IDENTIFIER_TAKEN, ASSET_CLOSED with the first asset that can't have one.
 */
export async function epcsFor(db: Db, labels: readonly { id: number; name: string }[]): Promise<Map<number, string>> {
  const epcs = new Map<number, string>();
  for (const { id, name } of labels) {
    const epc = await epcOfAsset(db, id);
    if (epc === null) throw new Failure('NO_EPC', { tag: name });
    if (!printable.test(epc)) throw new Failure('EPC_NOT_96', { tag: name });
    await refuseForeignEpc(db, id, epc);
    epcs.set(id, epc.toUpperCase());
  }
  return epcs;
}
