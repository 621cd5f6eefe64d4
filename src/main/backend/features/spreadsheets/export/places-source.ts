import type { Place } from '#shared/features/places/contract.ts';
import { listPlaces } from '#backend/features/places/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { allAtOnce, chosenColumns, columnsIn } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

/** The tree of places in reading order, or what of it holds the text. */
export function placesSource(context: SourceContext, request: RequestOf<'places'>): ListSource {
  const columns = chosenColumns(placeColumns(context), request.columns);
  const { search = '', includeArchived = false } = request.filter;
  const wanted = search.trim().toLocaleLowerCase();
  const holdsText = ({ path, code }: Place) => `${path} ${code}`.toLocaleLowerCase().includes(wanted);
  const places = async () => (await listPlaces(context.reader, { includeArchived })).filter(holdsText);
  return { columns, rows: allAtOnce(columns, places) };
}

function placeColumns({ language }: SourceContext): ExportColumn<Place>[] {
  const column = columnsIn<Place>(language);
  return [
    column('path', 'text', 48, (place) => place.path),
    column('code', 'text', 16, (place) => place.code),
    column('kind', 'text', 14, (place) => textIn(language, `placeKind.${place.kind}`)),
    column('assetsHere', 'integer', 12, (place) => place.assetsHere),
    column('notes', 'text', 30, (place) => place.notes),
  ];
}
