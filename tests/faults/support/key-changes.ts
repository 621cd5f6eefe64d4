import { readdirSync } from 'node:fs';
import { closeBackend } from '#backend/backend.ts';
import { checkAttachments } from '#backend/features/backups/read-back.ts';
import { systemSurroundings } from '#backend/kernel/context.ts';
import { checkSealed } from '#backend/kernel/db/rekey.ts';
import { takeDataFolder } from '#backend/kernel/storage/data-folder.ts';
import { Vault } from '#backend/kernel/vault/vault.ts';
import { bareAsset } from '#tests/support/assets.ts';
import { administrator, openReadyDesk } from '#tests/support/desk.ts';
import { examine } from './examine.ts';
import { chance } from './fault.ts';
import type { Work } from './work.ts';

const { username, password } = administrator;

/** The data key is changed again and again; after each death the password opens one that everything is under. */
export async function changingKey(): Promise<Work> {
  const desk = await openReadyDesk({ sampleData: true });
  const { id: assetId } = await desk.client.assets.create(bareAsset);
  const file = new File(['Hold the button for ten seconds.'], 'manual.txt');
  await desk.client.assets.attach({ assetId, file, thumbnail: null });
  await closeBackend(desk.backend);
  return {
    during: 'change of the data key',
    folder: desk.folder,
    script: () => ({ name: 'key-change-loop', args: [desk.folder] }),
    moment: () => ({ lines: chance.between(2, 5), thenMs: chance.between(0, 900) }),
    writes: 6000,
    judge: async (told) => {
      const taken = takeDataFolder(desk.folder);
      const vault = Vault.read(taken.vault, systemSurroundings);
      const { dataKey } = await vault.openByPassword(username, password);
      taken.release();
      checkAttachments(taken.database, dataKey, taken.attachments);
      const left = readdirSync(desk.folder).filter((name) => name.includes('key'));
      if (left.length > 0) throw new Error(`of a change that was cut short there is left: ${left.join(', ')}`);
      return examine(desk.folder, dataKey, told, (sqlite) => {
        checkSealed(sqlite, dataKey);
        const changes = Number(sqlite.prepare('SELECT count(*) FROM data_key_change').pluck().get());
        const entries = sqlite
          .prepare("SELECT count(*) FROM journal WHERE event = 'auth.dataKeyChanged'")
          .pluck()
          .get();
        if (changes !== entries) throw new Error('a change of the key stands in the journal and did not come about');
        const last = told.findLast((line) => line['fingerprint'] !== undefined);
        if (last === undefined) return;
        if (last['state'] !== 'done') throw new Error(`a change of the key ended as ${last['state']}`);
        const known = sqlite.prepare('SELECT 1 FROM data_key_change WHERE fingerprint = ?').get(last['fingerprint']);
        if (known === undefined) throw new Error('a change of the key was acknowledged and is lost');
      });
    },
    finish: async () => {
      await desk.restart();
      await desk.client.auth.signIn({ username, password });
      await desk.close();
    },
  };
}
