import { useParams } from '@tanstack/react-router';
import { IncidentPage } from '#renderer/features/incidents/IncidentPage.tsx';

export function IncidentRoute() {
  const { id = '' } = useParams({ strict: false });
  return <IncidentPage key={id} id={Number(id)} />;
}
