import { useNavigate, useSearch } from '@tanstack/react-router';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { PeoplePage } from '#renderer/features/people/PeoplePage.tsx';

export function PeopleRoute() {
  const { search = '' } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <PeoplePage
      search={search}
      show={(text) => void navigate({ to: '/people', search: text === '' ? {} : { search: text }, replace: true })}
      open={(id) => void navigate({ to: '/people/$id', params: { id: String(id) } })}
      selectionActions={(ids) => (
        <PrintLabelsButton kind="person" ids={ids} compact openLabels={() => void navigate({ to: '/labels' })} />
      )}
    />
  );
}
