import { resolve } from 'node:path';
import { headsIn } from '#shared/primitives/journal-head.ts';
import { Failure } from '#backend/kernel/failure.ts';
import { operand, option } from './answer.ts';
import type { CommandRun } from './answer.ts';
import { withOperator } from './connect.ts';

/** Which of the rows carries the name, however it is spelt. @throws Failure USAGE when none or several do. */
function idNamed(name: string | undefined, rows: readonly { id: number; name: string }[]): number | null {
  if (name === undefined) return null;
  const found = rows.filter((row) => row.name.toLowerCase() === name.toLowerCase());
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Failure('USAGE', { what: name });
  return only.id;
}

/** Makes an audit pack. */
export const auditPack: CommandRun = async (command) => {
  const path = resolve(operand(command, 0, 'file'));
  return withOperator(command, async ({ client, finished }) => {
    const { jobId } = await client.reports.auditPack({
      path,
      from: option(command, 'from') ?? null,
      to: option(command, 'to') ?? null,
      placeId: idNamed(option(command, 'place'), await client.places.list({})),
      departmentId: idNamed(option(command, 'department'), await client.people.listDepartments()),
      categoryId: idNamed(option(command, 'category'), await client.assets.listCategories()),
    });
    const result = await finished(jobId);
    return { ok: true, text: `Audit pack written to ${path}`, data: result };
  });
};

/** Verifies the journal, or a pack against it. */
export const verify: CommandRun = async (command) => {
  const [pack] = command.operands;
  return withOperator(command, async ({ client, finished }) => {
    const { jobId } =
      pack === undefined
        ? await client.reports.verifyJournal({ heads: headsIn(option(command, 'head') ?? '') })
        : await client.reports.verifyPack({ path: resolve(pack) });
    const result = await finished(jobId);
    const ok = result['ok'] === true;
    const what = pack === undefined ? 'The journal' : `The pack ${pack}`;
    const facts = Object.entries(result).map(([name, value]) => `${name}: ${String(value)}`);
    return { ok, text: [`${what} ${ok ? 'is whole' : 'does NOT verify'}.`, ...facts].join('\n'), data: result };
  });
};
