import { useNavigate, useParams } from '@tanstack/react-router';
import { ItemPage } from '#renderer/features/recovery/ItemPage.tsx';

export function ProtectedItemRoute() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return <ItemPage key={id} id={Number(id)} left={() => void navigate({ to: '/recovery' })} />;
}
