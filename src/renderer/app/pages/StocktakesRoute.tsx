import { useNavigate } from '@tanstack/react-router';
import { StocktakesPage } from '#renderer/features/stocktakes/StocktakesPage.tsx';

export function StocktakesRoute() {
  const navigate = useNavigate();
  return <StocktakesPage open={(id) => void navigate({ to: '/stocktakes/$id', params: { id: String(id) } })} />;
}
