import { useNavigate, useSearch } from '@tanstack/react-router';
import { ReportsPage } from '#renderer/features/reports/ReportsPage.tsx';

export function ReportsRoute() {
  const { tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <ReportsPage
      tab={tab ?? null}
      choose={(next) => void navigate({ to: '/reports', search: { tab: next }, replace: true })}
    />
  );
}
