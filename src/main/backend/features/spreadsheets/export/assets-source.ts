import { convertText } from '#shared/features/assets/convert-field.ts';
import type { Field } from '#shared/features/assets/fields.ts';
import { customFieldOf, keyOfField } from '#shared/features/assets/filter-expression.ts';
import type { AssetListRow } from '#shared/features/assets/model.ts';
import { listAssets, listFields } from '#backend/features/assets/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import type { CellValue, ColumnType } from '../write/column.ts';
import { byPages, chosenColumns, columnsIn, rowsAtOnce } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

type AssetColumn = ExportColumn<AssetListRow>;

/** The list of assets with every fact and every field of a category that may be a column of it. */
export async function assetsSource(context: SourceContext, request: RequestOf<'assets'>): Promise<ListSource> {
  const { reader, now, seesCost } = context;
  const fields = await listFields(reader);
  const columns = chosenColumns([...factColumns(context), ...fieldColumns(fields, seesCost)], request.columns);
  const actor = { may: () => seesCost };
  const asked = columns.flatMap(({ id }) => customFieldOf(id) ?? []);
  const { filter, sort, direction } = request;
  const query = { ...filter, sort, direction, limit: rowsAtOnce, fields: asked };
  return byPages(columns, (cursor) => listAssets({ reader, actor, now }, { ...query, cursor }));
}

function factColumns({ language, seesCost }: SourceContext): AssetColumn[] {
  const fact = columnsIn<AssetListRow>(language);
  const further = (...column: Parameters<typeof fact>): AssetColumn => ({ ...fact(...column), optional: true });
  return [
    fact('tag', 'text', 14, (row) => row.tag),
    fact('name', 'text', 32, (row) => row.name),
    fact('serial', 'text', 20, (row) => row.serial),
    fact('status', 'text', 14, (row) => textIn(language, `status.${row.status}`)),
    fact('condition', 'text', 12, (row) => textIn(language, `condition.${row.condition}`)),
    fact('category', 'text', 18, (row) => row.category.name),
    fact('manufacturer', 'text', 18, (row) => row.manufacturer),
    fact('model', 'text', 22, (row) => row.model),
    fact('custodian', 'text', 22, (row) => row.custodian?.name ?? null),
    fact('dueOn', 'date', 12, (row) => row.dueOn),
    fact('place', 'text', 20, (row) => row.place?.name ?? null),
    fact('department', 'text', 18, (row) => row.department),
    fact('purchasedOn', 'date', 12, (row) => row.purchasedOn),
    ...(seesCost ? [fact('cost', 'money', 14, (row) => row.cost)] : []),
    fact('warrantyUntil', 'date', 12, (row) => row.warrantyUntil),
    fact('lastSeenAt', 'dateTime', 18, (row) => row.lastSeenAt),
    further('costCentre', 'text', 18, (row) => row.costCentre),
    further('supplier', 'text', 18, (row) => row.supplier),
    further('orderNumber', 'text', 16, (row) => row.orderNumber),
    further('endOfLifeOn', 'date', 12, (row) => row.endOfLifeOn),
    further('createdAt', 'dateTime', 18, (row) => row.createdAt),
    further('updatedAt', 'dateTime', 18, (row) => row.updatedAt),
  ];
}

function fieldColumns(fields: readonly Field[], seesCost: boolean): AssetColumn[] {
  return fields
    .filter(({ type }) => type !== 'secret' && (type !== 'money' || seesCost))
    .map((field) => {
      const id = keyOfField(field.id);
      return {
        id,
        heading: field.unit === null || field.type === 'money' ? field.name : `${field.name} (${field.unit})`,
        type: columnType(field),
        width: 16,
        optional: true,
        value: (row) => typedValue(field, row.fields[id]),
      };
    });
}

function columnType({ type }: Field): ColumnType {
  if (type === 'number') return 'decimal';
  if (type === 'money' || type === 'date') return type;
  return type === 'yes_no' ? 'boolean' : 'text';
}

/** A text in its right form as the value of a cell; one that its field could not hold today stays a text. */
function typedValue(field: Field, text: string | undefined): CellValue {
  if (text === undefined) return null;
  if (columnType(field) === 'text' || field.type === 'date') return text;
  const converted = convertText(field, text);
  if (!converted.ok) return text;
  const { number, integer, currency } = converted.value;
  if (field.type === 'number') return number;
  if (field.type === 'yes_no') return integer === 1;
  return integer === null || currency === null ? text : { minor: integer, currency };
}
