import { useNavigate, useSearch } from '@tanstack/react-router';
import { RecoveryPage } from '#renderer/features/recovery/RecoveryPage.tsx';

export function RecoveryRoute() {
  const { tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <RecoveryPage
      tab={tab ?? null}
      choose={(next) => void navigate({ to: '/recovery', search: { tab: next }, replace: true })}
      openItem={(id) => void navigate({ to: '/recovery/items/$id', params: { id: String(id) } })}
      openPlan={(id) => void navigate({ to: '/recovery/plans/$id', params: { id: String(id) } })}
    />
  );
}
