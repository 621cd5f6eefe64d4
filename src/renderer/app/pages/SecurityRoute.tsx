import { useNavigate, useSearch } from '@tanstack/react-router';
import { SecurityPage } from '#renderer/features/security/SecurityPage.tsx';

export function SecurityRoute() {
  const { tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <SecurityPage
      tab={tab ?? null}
      choose={(next) => void navigate({ to: '/security', search: { tab: next }, replace: true })}
      openAsset={(id) => void navigate({ to: '/assets/$id', params: { id: String(id) } })}
      openImport={() => void navigate({ to: '/import' })}
    />
  );
}
