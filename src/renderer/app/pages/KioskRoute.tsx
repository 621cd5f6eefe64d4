import { useNavigate, useSearch } from '@tanstack/react-router';
import { KioskPage } from '#renderer/features/kiosk/KioskPage.tsx';

export function KioskRoute() {
  const { tab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <KioskPage
      tab={tab ?? null}
      choose={(next) => void navigate({ to: '/kiosk', search: { tab: next }, replace: true })}
    />
  );
}
