import { useNavigate, useSearch } from '@tanstack/react-router';
import { playFailure, playSound } from '#renderer/features/desk/sounds.ts';
import { MaintenancePage } from '#renderer/features/maintenance/MaintenancePage.tsx';

const sounds = { done: () => playSound('done'), refused: playFailure };

export function MaintenanceRoute() {
  const { tab, day, tile } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <MaintenancePage
      tab={tab ?? null}
      day={day ?? null}
      tile={tile ?? null}
      choose={(next, narrowed) =>
        void navigate({
          to: '/maintenance',
          search: { tab: next, ...narrowed },
          replace: true,
        })
      }
      open={(id) => void navigate({ to: '/maintenance/orders/$id', params: { id: String(id) } })}
      sounds={sounds}
    />
  );
}
