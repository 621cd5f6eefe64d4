import { implement } from '@orpc/server';
import { suppliesContract } from '#shared/features/supplies/contract.ts';
import type { Call } from '#backend/kernel/rpc/call.ts';
import { guard, inCommand, inQuery } from '#backend/kernel/rpc/procedure.ts';
import { approveCount, countSupply, decideCount } from './count/count-supply.ts';
import { countListed } from './count/listed.ts';
import { listCountLines } from './count/read-counts.ts';
import { adjustStock, issueStock, moveStock, receiveStock, takeBackStock } from './move-stock.ts';
import { getArticle, listArticles, listMovements, listProposals } from './read-articles.ts';
import { archiveArticle, createArticle, updateArticle } from './save-article.ts';
import { undoMovement } from './undo-movement.ts';

const os = implement(suppliesContract).$context<Call>().use(guard);

export const supplyProcedures = os.router({
  list: os.list.handler(inQuery(listArticles)),
  get: os.get.handler(inQuery((query, { id }) => getArticle(query, id))),
  movements: os.movements.handler(inQuery(listMovements)),
  proposals: os.proposals.handler(inQuery(listProposals)),
  create: os.create.handler(inCommand(createArticle)),
  update: os.update.handler(inCommand(updateArticle)),
  archive: os.archive.handler(inCommand(archiveArticle)),
  receive: os.receive.handler(inCommand(receiveStock)),
  issue: os.issue.handler(inCommand(issueStock)),
  takeBack: os.takeBack.handler(inCommand(takeBackStock)),
  move: os.move.handler(inCommand(moveStock)),
  adjust: os.adjust.handler(inCommand(adjustStock)),
  countLines: os.countLines.handler(inQuery((query, { stocktakeId }) => listCountLines(query, stocktakeId))),
  count: os.count.handler(inCommand(countSupply)),
  countListed: os.countListed.handler(inCommand(countListed)),
  decideCount: os.decideCount.handler(inCommand(decideCount)),
  approveCount: os.approveCount.handler(inCommand(approveCount)),
  undo: os.undo.handler(inCommand((command, { movementId }) => undoMovement(command, movementId))),
});
