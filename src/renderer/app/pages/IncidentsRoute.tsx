import { useNavigate, useSearch } from '@tanstack/react-router';
import { parseIncidents } from '#renderer/features/incidents/incident-search.ts';
import { IncidentsPage } from '#renderer/features/incidents/IncidentsPage.tsx';

export function IncidentsRoute() {
  const search = parseIncidents(useSearch({ strict: false }));
  const navigate = useNavigate();
  return (
    <IncidentsPage
      search={search}
      show={(next) => void navigate({ to: '/incidents', search: next, replace: true })}
      open={(id) => void navigate({ to: '/incidents/$id', params: { id: String(id) } })}
    />
  );
}
