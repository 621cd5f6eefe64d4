import type { ArticleRow } from '#shared/features/supplies/model.ts';
import { listArticles } from '#backend/features/supplies/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { byPages, chosenColumns, columnsIn, rowsAtOnce } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

type SupplyColumn = ExportColumn<ArticleRow>;
/** The list of what is counted, with what the list in the window shows. */
export function suppliesSource(context: SourceContext, request: RequestOf<'supplies'>): ListSource {
  const columns = chosenColumns(supplyColumns(context), request.columns);
  const { filter, sort, direction } = request;
  const { reader } = context;
  return byPages(columns, (cursor) =>
    listArticles({ reader }, { ...filter, sort, direction, limit: rowsAtOnce, cursor }),
  );
}

function stateOf({ archived, stock, low }: ArticleRow): string {
  if (archived) return 'supplies.archived';
  if (stock === 0) return 'supplies.none';
  return low ? 'supplies.low' : 'supplies.enough';
}

function supplyColumns({ language }: SourceContext): SupplyColumn[] {
  const fact = columnsIn<ArticleRow>(language);
  return [
    fact('name', 'text', 36, (row) => row.name),
    fact('code', 'text', 16, (row) => row.code),
    fact('articleKind', 'text', 16, (row) => textIn(language, `supplyKind.${row.kind}`)),
    fact('stock', 'integer', 10, (row) => row.stock),
    fact('unit', 'text', 14, (row) => row.unit),
    fact('state', 'text', 16, (row) => textIn(language, stateOf(row)), 'field.status'),
    fact('reorderLevel', 'integer', 14, (row) => row.reorderLevel),
    fact('reorderQuantity', 'integer', 14, (row) => row.reorderQuantity),
    fact('supplier', 'text', 22, (row) => row.supplier?.name ?? null),
    fact('supplierArticle', 'text', 18, (row) => row.supplierArticle),
    fact('places', 'integer', 10, (row) => row.places, 'field.storedAt'),
  ];
}
