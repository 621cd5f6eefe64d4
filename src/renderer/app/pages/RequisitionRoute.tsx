import { useNavigate, useParams } from '@tanstack/react-router';
import { RequisitionPage } from '#renderer/features/procurement/requisitions/RequisitionPage.tsx';

export function RequisitionRoute() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <RequisitionPage
      key={id}
      id={id === 'new' ? null : Number(id)}
      saved={(next) => void navigate({ to: '/acquire/requisitions/$id', params: { id: String(next) }, replace: true })}
      left={() => void navigate({ to: '/acquire', search: { tab: 'requisitions' } })}
    />
  );
}
