import { implement } from '@orpc/server';
import { softwareContract } from '#shared/features/software/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { excludeInstallations, removeInstallations } from './installations.ts';
import { listInstallations } from './list-installations.ts';
import { archiveProduct, getProduct, listProducts, saveProduct } from './products.ts';
import {
  adoptNames,
  archiveRule,
  listRules,
  listUnrecognised,
  ruleHistory,
  saveRule,
  testRule,
} from './recognition-rules.ts';
import { importSessions } from './sessions.ts';

const os = implement(softwareContract).$context<Call>().use(guard);

export const softwareProcedures = os.router({
  listInstallations: os.listInstallations.handler(inQuery(listInstallations)),
  excludeInstallations: os.excludeInstallations.handler(inCommand(excludeInstallations)),
  removeInstallations: os.removeInstallations.handler(inCommand(removeInstallations)),
  listProducts: os.listProducts.handler(inQuery(({ reader }, input) => listProducts(reader, input))),
  getProduct: os.getProduct.handler(inQuery(({ reader }, { id }) => getProduct(reader, id))),
  saveProduct: os.saveProduct.handler(inCommand(saveProduct)),
  archiveProduct: os.archiveProduct.handler(inCommand(archiveProduct)),
  listUnrecognised: os.listUnrecognised.handler(inQuery(({ reader }) => listUnrecognised(reader))),
  listRules: os.listRules.handler(inQuery(({ reader }) => listRules(reader))),
  ruleHistory: os.ruleHistory.handler(inQuery(({ reader }, { id }) => ruleHistory(reader, id))),
  testRule: os.testRule.handler(inQuery(({ reader }, input) => testRule(reader, input))),
  saveRule: os.saveRule.handler(inCommand(saveRule)),
  archiveRule: os.archiveRule.handler(inCommand(archiveRule)),
  adoptNames: os.adoptNames.handler(inCommand(adoptNames)),
  importSessions: os.importSessions.handler(inCommand(importSessions)),
});
