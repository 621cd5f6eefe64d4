import { useNavigate, useSearch } from '@tanstack/react-router';
import { UpdatesPage } from '#renderer/features/updates/UpdatesPage.tsx';

export function UpdatesRoute() {
  const { tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <UpdatesPage
      tab={tab ?? null}
      choose={(next) => void navigate({ to: '/updates', search: { tab: next }, replace: true })}
      open={(id) => void navigate({ to: '/updates/campaigns/$id', params: { id: String(id) } })}
      openAsset={(id) => void navigate({ to: '/assets/$id', params: { id: String(id) } })}
    />
  );
}
