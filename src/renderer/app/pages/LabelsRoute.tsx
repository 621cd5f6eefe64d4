import { useNavigate, useSearch } from '@tanstack/react-router';
import { LabelsPage } from '#renderer/features/labels/LabelsPage.tsx';

export function LabelsRoute() {
  const { tab = 'print' } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <LabelsPage tab={tab} show={(next) => void navigate({ to: '/labels', search: { tab: next }, replace: true })} />
  );
}
