import type { ListenerSettings } from '#shared/features/tracking/position-contract.ts';
import type { CommandContext, QueryContext } from '#backend/kernel/rpc/call.ts';
import { readSetting, writeSetting } from '#backend/kernel/settings.ts';
import { followingOf } from './follow-trackers.ts';
import { countPositions } from './repository.ts';
import { listenerSetting, retentionSetting } from './settings.ts';
import { forgetOld } from './store-positions.ts';

export async function positionSettings({ reader }: QueryContext) {
  return { retentionDays: await readSetting(reader, retentionSetting), ...(await countPositions(reader)) };
}

export async function setRetention(command: CommandContext, { days }: { days: number }): Promise<void> {
  const before = await readSetting(command.tx, retentionSetting);
  await writeSetting(command.tx, retentionSetting, days);
  await command.record({ event: 'tracking.retentionSet', subject: 'positions', data: { before, after: days } });
  await forgetOld(command);
  command.changed('tracking');
}

export async function listenerOf({ backend, reader }: QueryContext) {
  const { enabled, host, port, token } = await readSetting(reader, listenerSetting);
  const listener = followingOf(backend)?.listener ?? null;
  return {
    enabled,
    host,
    port,
    token,
    state: listener?.state ?? 'off',
    accepted: listener?.accepted ?? 0,
    refused: listener?.refused ?? 0,
  };
}

/** Who switches the listener on answers for what it writes. The token is made here and never typed. */
export async function setListener(
  command: CommandContext,
  { newToken, ...settings }: ListenerSettings & { newToken: boolean },
): Promise<void> {
  const { backend, tx, actor } = command;
  const before = await readSetting(tx, listenerSetting);
  const fresh = newToken || before.token === '';
  const token = fresh ? Buffer.from(backend.surroundings.randomBytes(18)).toString('base64url') : before.token;
  const after = { ...settings, token, operatorId: actor.operatorId };
  await writeSetting(tx, listenerSetting, after);
  await command.record({
    event: 'tracking.listenerSet',
    subject: 'listener',
    data: { enabled: settings.enabled, host: settings.host, port: settings.port, newToken: fresh },
  });
  command.changed('tracking');
  command.afterCommit(() => {
    // The window learns how it went when it asks again: a port may be taken.
    const tell = () => backend.events.publish('changed', { topics: ['tracking'] });
    void followingOf(backend)?.listen(after).then(tell, tell);
  });
}
