import type { OrderRow } from '#shared/features/procurement/order.ts';
import type { RequisitionRow } from '#shared/features/procurement/requisition.ts';
import type { ContractRow } from '#shared/features/procurement/supply-contract.ts';
import type { Supplier } from '#shared/features/suppliers/contract.ts';
import { listContracts, listOrders, listRequisitions } from '#backend/features/procurement/index.ts';
import { listSuppliers } from '#backend/features/suppliers/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { allAtOnce, byPages, chosenColumns, columnsIn, rowsAtOnce } from './list-source.ts';
import type { ListSource, RequestOf, SourceContext } from './list-source.ts';

/** What was asked for, the newest first. */
export function requisitionsSource(context: SourceContext, request: RequestOf<'requisitions'>): ListSource {
  const { language } = context;
  const column = columnsIn<RequisitionRow>(language);
  const columns = chosenColumns(
    [
      column('number', 'text', 14, (row) => row.number, 'procurement.number'),
      column('state', 'text', 16, (row) => textIn(language, `requisitionState.${row.state}`), 'procurement.state'),
      column('summary', 'text', 36, (row) => row.summary, 'procurement.what'),
      column('units', 'integer', 8, (row) => row.units, 'procurement.units'),
      column('requester', 'text', 22, (row) => row.requester.name, 'procurement.requester'),
      column('department', 'text', 18, (row) => row.department),
      column('neededBy', 'date', 12, (row) => row.neededBy, 'procurement.neededBy'),
    ],
    request.columns,
  );
  const page = (cursor: string | undefined) =>
    listRequisitions(context, { ...request.filter, cursor, limit: rowsAtOnce });
  return byPages(columns, page);
}

/** Purchase orders, the newest first; amounts only for who may see costs. */
export function ordersSource(context: SourceContext, request: RequestOf<'orders'>): ListSource {
  const { language, seesCost } = context;
  const column = columnsIn<OrderRow>(language);
  const columns = chosenColumns(
    [
      column('number', 'text', 14, (row) => row.number, 'procurement.number'),
      column('state', 'text', 18, (row) => textIn(language, `orderState.${row.state}`), 'procurement.state'),
      column('supplier', 'text', 24, (row) => row.supplier.name),
      column('what', 'text', 36, (row) => row.summary, 'procurement.what'),
      column('received', 'text', 12, (row) => `${row.accepted} / ${row.units}`, 'procurement.received'),
      column('expected', 'date', 12, (row) => row.expectedOn, 'procurement.expectedOn'),
      ...(seesCost ? [column('gross', 'money', 16, (row) => row.gross, 'procurement.gross')] : []),
    ],
    request.columns,
  );
  const actor = { may: () => seesCost };
  const page = (cursor: string | undefined) =>
    listOrders({ ...context, actor }, { ...request.filter, cursor, limit: rowsAtOnce });
  return byPages(columns, page);
}

/** Contracts with suppliers: those that run by their end, then those that were ended. */
export function contractsSource(context: SourceContext, request: RequestOf<'contracts'>): ListSource {
  const { language, seesCost } = context;
  const column = columnsIn<ContractRow>(language);
  const standing = ({ endedOn, expiry }: ContractRow): string => {
    if (endedOn !== null) return textIn(language, 'expiryState.ended');
    return textIn(language, expiry === null ? 'procurement.untilNotice' : `expiryState.${expiry}`);
  };
  const columns = chosenColumns(
    [
      column('number', 'text', 14, (row) => row.number, 'procurement.number'),
      column('title', 'text', 36, (row) => row.title, 'procurement.contractTitle'),
      column('supplier', 'text', 24, (row) => row.supplier.name),
      column('kind', 'text', 16, (row) => textIn(language, `contractKind.${row.kind}`), 'procurement.contractKind'),
      column('state', 'text', 20, standing, 'procurement.state'),
      column('ends', 'date', 12, (row) => row.endsOn, 'expiries.ends'),
      column('decideBy', 'date', 12, (row) => row.decideBy, 'expiries.decideBy'),
      ...(seesCost ? [column('yearly', 'money', 16, (row) => row.yearly, 'procurement.aYear')] : []),
    ],
    request.columns,
  );
  const actor = { may: () => seesCost };
  const page = (cursor: string | undefined) =>
    listContracts({ ...context, actor }, { ...request.filter, cursor, limit: rowsAtOnce });
  return byPages(columns, page);
}

/** Suppliers by name. */
export function suppliersSource(context: SourceContext, request: RequestOf<'suppliers'>): ListSource {
  const column = columnsIn<Supplier>(context.language);
  const columns = chosenColumns(
    [
      column('name', 'text', 30, (row) => row.name, 'field.supplier'),
      column('contact', 'text', 24, (row) => row.contact),
      column('email', 'text', 28, (row) => row.email),
      column('phone', 'text', 18, (row) => row.phone),
      column('count', 'integer', 10, (row) => row.assetCount, 'nav.assets'),
    ],
    request.columns,
  );
  return { columns, rows: allAtOnce(columns, () => listSuppliers(context.reader)) };
}
