import { implement } from '@orpc/server';
import { keysContract } from '#shared/features/keys/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { startKeyChange } from './change-data-key.ts';
import { startDecrypted } from './decrypt.ts';
import { setKeychain } from './set-keychain.ts';
import { readOverview } from './overview.ts';
import { askForPhrase, decidePhrase, issuePhrase } from './recovery-phrase.ts';

const os = implement(keysContract).$context<Call>().use(guard);

export const keyProcedures = os.router({
  overview: os.overview.handler(inQuery(readOverview)),
  changeDataKey: os.changeDataKey.handler(({ context, input }) => startKeyChange(context, input)),
  setKeychain: os.setKeychain.handler(({ context, input }) => setKeychain(context, input)),
  exportDecrypted: os.exportDecrypted.handler(({ context, input }) => startDecrypted(context, input)),
  askForPhrase: os.askForPhrase.handler(inCommand(askForPhrase)),
  decidePhrase: os.decidePhrase.handler(inCommand(decidePhrase)),
  issuePhrase: os.issuePhrase.handler(({ context, input }) => issuePhrase(context, input)),
});
