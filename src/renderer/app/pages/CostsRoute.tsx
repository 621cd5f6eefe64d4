import { useNavigate, useSearch } from '@tanstack/react-router';
import { parseCosts } from '#renderer/features/costs/cost-search.ts';
import { CostsPage } from '#renderer/features/costs/CostsPage.tsx';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';

export function CostsRoute() {
  const search = parseCosts(useSearch({ strict: false }));
  const navigate = useNavigate();
  return (
    <CostsPage
      search={search}
      show={(next) => void navigate({ to: '/costs', search: next, replace: true })}
      listActions={(filter, words) => <ExportMenu list={{ list: 'costs', filter, words }} />}
    />
  );
}
