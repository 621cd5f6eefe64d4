import { useNavigate, useSearch } from '@tanstack/react-router';
import { SupportPage } from '#renderer/features/support/SupportPage.tsx';

export function SupportRoute() {
  const { tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <SupportPage
      tab={tab ?? null}
      choose={(next) => void navigate({ to: '/support', search: { tab: next }, replace: true })}
      open={(id) => void navigate({ to: '/support/tickets/$id', params: { id: String(id) } })}
    />
  );
}
