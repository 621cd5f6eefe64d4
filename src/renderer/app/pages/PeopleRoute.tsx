import { useNavigate, useSearch } from '@tanstack/react-router';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { PeoplePage } from '#renderer/features/people/PeoplePage.tsx';
import { parsePeopleSearch } from '#renderer/features/people/people-search.ts';
import type { PeopleListSearch } from '#renderer/features/people/people-search.ts';
import { exportOf } from '#renderer/features/spreadsheets/export-of.ts';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';
import { ViewsOfAddress } from './ViewsOfAddress.tsx';

export function PeopleRoute() {
  const search = parsePeopleSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const show = (next: PeopleListSearch) => void navigate({ to: '/people', search: next, replace: true });
  const { sort, direction } = search;
  return (
    <PeoplePage
      search={search}
      show={show}
      open={(id) => void navigate({ to: '/people/$id', params: { id: String(id) } })}
      selectionActions={(ids) => (
        <PrintLabelsButton kind="person" ids={ids} compact openLabels={() => void navigate({ to: '/labels' })} />
      )}
      listActions={(seen, placeColumns) => (
        <>
          <ViewsOfAddress
            list="people"
            search={search}
            seen={seen}
            placeColumns={placeColumns}
            parse={parsePeopleSearch}
            show={show}
          />
          <ExportMenu list={{ list: 'people', sort, direction, ...exportOf(seen) }} />
        </>
      )}
    />
  );
}
