import { useNavigate, useSearch } from '@tanstack/react-router';
import { PeoplePage } from '#renderer/features/people/PeoplePage.tsx';

export function PeopleRoute() {
  const { search = '' } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <PeoplePage
      search={search}
      show={(text) => void navigate({ to: '/people', search: text === '' ? {} : { search: text }, replace: true })}
      open={(id) => void navigate({ to: '/people/$id', params: { id: String(id) } })}
    />
  );
}
