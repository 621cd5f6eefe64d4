import { useNavigate, useSearch } from '@tanstack/react-router';
import { TrackingPage } from '#renderer/features/tracking/TrackingPage.tsx';

export function TrackingRoute() {
  const { tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <TrackingPage
      tab={tab ?? null}
      choose={(next) => void navigate({ to: '/tracking', search: { tab: next }, replace: true })}
    />
  );
}
