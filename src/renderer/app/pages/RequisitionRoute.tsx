import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { RequisitionPage } from '#renderer/features/procurement/requisitions/RequisitionPage.tsx';

export function RequisitionRoute() {
  const { id = '' } = useParams({ strict: false });
  const { items } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <RequisitionPage
      key={id}
      id={id === 'new' ? null : Number(id)}
      wanted={items ?? []}
      saved={(next) => void navigate({ to: '/acquire/requisitions/$id', params: { id: String(next) }, replace: true })}
      left={() => void navigate({ to: '/acquire', search: { tab: 'requisitions' } })}
    />
  );
}
