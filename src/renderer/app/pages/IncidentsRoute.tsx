import { useNavigate } from '@tanstack/react-router';
import { IncidentsPage } from '#renderer/features/incidents/IncidentsPage.tsx';

export function IncidentsRoute() {
  const navigate = useNavigate();
  return <IncidentsPage open={(id) => void navigate({ to: '/incidents/$id', params: { id: String(id) } })} />;
}
