import { useNavigate, useParams } from '@tanstack/react-router';
import { PlanPage } from '#renderer/features/recovery/PlanPage.tsx';

export function RecoveryPlanRoute() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <PlanPage
      key={id}
      id={Number(id)}
      openDrill={(drillId) => void navigate({ to: '/recovery/drills/$id', params: { id: String(drillId) } })}
      left={() => void navigate({ to: '/recovery', search: { tab: 'plans' } })}
    />
  );
}
