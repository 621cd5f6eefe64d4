import type { Place } from '#shared/features/places/contract.ts';
import { listPlaces } from '#backend/features/places/index.ts';
import { textIn } from '#backend/kernel/sentences.ts';
import { chosenColumns, headingOf } from './list-source.ts';
import type { ExportColumn, ListSource, RequestOf, SourceContext } from './list-source.ts';

/** The tree of places in reading order, or what of it holds the text. */
export async function placesSource(context: SourceContext, request: RequestOf<'places'>): Promise<ListSource> {
  const columns = chosenColumns(placeColumns(context), request.columns);
  const { search = '', includeArchived = false } = request.filter;
  const wanted = search.trim().toLocaleLowerCase();
  const places = (await listPlaces(context.reader, { includeArchived })).filter(({ path, code }) =>
    `${path} ${code}`.toLocaleLowerCase().includes(wanted),
  );
  return {
    columns,
    async *rows(done) {
      for (const place of places) yield columns.map((column) => column.value(place));
      done(places.length);
    },
  };
}

function placeColumns({ language }: SourceContext): ExportColumn<Place>[] {
  const heading = (fact: string) => headingOf(language, fact);
  return [
    { id: 'path', heading: heading('path'), type: 'text', width: 48, value: (place) => place.path },
    { id: 'code', heading: heading('code'), type: 'text', width: 16, value: (place) => place.code },
    {
      id: 'kind',
      heading: heading('kind'),
      type: 'text',
      width: 14,
      value: (place) => textIn(language, `placeKind.${place.kind}`),
    },
    {
      id: 'assetsHere',
      heading: heading('assetsHere'),
      type: 'integer',
      width: 12,
      value: (place) => place.assetsHere,
    },
    { id: 'notes', heading: heading('notes'), type: 'text', width: 30, value: (place) => place.notes },
  ];
}
