import { addDays } from '#shared/primitives/days.ts';
import type { NewReading } from '#shared/features/security/posture.ts';
import { dayOf } from '#backend/kernel/context.ts';
import type { CommandContext } from '#backend/kernel/rpc/call.ts';
import { changeSeal, letIn, markSecure, recordPosture, saveRule } from '#backend/features/security/index.ts';

/** A server room with a seal, a rule that not everything keeps to, and computers that are more and less safe. */
export async function loadSampleSecurity(
  command: CommandContext,
  { serverRoom, departmentId, computers }: { serverRoom: number; departmentId: number; computers: readonly number[] },
): Promise<void> {
  await markSecure(command, {
    placeId: serverRoom,
    lock: 'A-12',
    note: 'Keys lie in the safe of the IT desk',
    version: null,
  });
  await changeSeal(command, { placeId: serverRoom, number: 'QM-20117', removed: 'opened', note: '' });
  await changeSeal(command, { placeId: serverRoom, number: 'QM-20131', removed: 'opened', note: 'A disk was changed' });
  await letIn(command, { placeId: serverRoom, who: { kind: 'department', departmentId } });
  const servers = await command.tx
    .selectFrom('category')
    .select('id')
    .where('key', '=', 'server')
    .executeTakeFirstOrThrow();
  await saveRule(command, {
    id: null,
    version: null,
    subject: { about: 'category', categoryId: servers.id },
    placeId: null,
    applies: 'always',
    strict: false,
    note: 'Whoever gets at a server gets at everything on it',
  });
  for (const [index, assetId] of computers.entries())
    for (const reading of readingsOf(index, dayOf(command.now))) await recordPosture(command, { assetId, ...reading });
}

/** What device management said a month ago and lately; of every ninth computer it knows nothing. */
function readingsOf(index: number, today: string): NewReading[] {
  if (index % 9 === 8) return [];
  const ago = (days: number) => addDays(today, -days);
  const month: NewReading = {
    takenOn: ago(35),
    source: 'intune-devices.csv',
    encryption: index % 5 === 0 ? 'off' : 'on',
    antivirus: index % 4 === 0 ? 'outdated' : 'current',
    patchedOn: ago(50 + (index % 7) * 6),
    patchLevel: '22631.4460',
    mdm: index % 6 === 5 ? 'unmanaged' : 'managed',
    screenLock: 'on',
    contactOn: ago(36),
  };
  const late = index % 7 === 3;
  const lately: NewReading = {
    ...month,
    takenOn: ago(2),
    encryption: index % 10 === 0 ? 'off' : 'on',
    antivirus: index % 8 === 0 ? 'outdated' : 'current',
    patchedOn: late ? null : ago(4 + (index % 5) * 8),
    patchLevel: '26100.2314',
    contactOn: late ? null : ago(2 + (index % 4)),
  };
  return [month, lately];
}
