import { useNavigate } from '@tanstack/react-router';
import { TrainingPage } from '#renderer/features/training/TrainingPage.tsx';

export function TrainingRoute() {
  const navigate = useNavigate();
  return <TrainingPage open={(id) => void navigate({ to: '/training/$id', params: { id } })} />;
}
