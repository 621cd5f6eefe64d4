import { useNavigate, useSearch } from '@tanstack/react-router';
import { SettingsPage } from '#renderer/features/setup/SettingsPage.tsx';

export function SettingsRoute() {
  const { tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <SettingsPage
      tab={tab ?? null}
      choose={(next) => void navigate({ to: '/settings', search: { tab: next }, replace: true })}
    />
  );
}
