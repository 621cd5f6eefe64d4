import { useNavigate, useSearch } from '@tanstack/react-router';
import { PlacesPage } from '#renderer/features/places/PlacesPage.tsx';

export function PlacesRoute() {
  const { id } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <PlacesPage
      chosen={id ?? null}
      choose={(next) => void navigate({ to: '/places', search: { id: next }, replace: true })}
    />
  );
}
