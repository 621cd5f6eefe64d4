import { useNavigate, useSearch } from '@tanstack/react-router';
import { parseMovements } from '#renderer/features/assets/movements/movement-search.ts';
import { MovementsPage } from '#renderer/features/assets/movements/MovementsPage.tsx';
import { exportOf } from '#renderer/features/spreadsheets/export-of.ts';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';

export function MovementsRoute() {
  const search = parseMovements(useSearch({ strict: false }));
  const navigate = useNavigate();
  return (
    <MovementsPage
      search={search}
      show={(next) => void navigate({ to: '/movements', search: next, replace: true })}
      open={(assetId) => void navigate({ to: '/assets/$id', params: { id: String(assetId) } })}
      listActions={(seen) => (
        <ExportMenu list={{ list: 'movements', direction: search.direction, ...exportOf(seen) }} />
      )}
    />
  );
}
