import { useParams } from '@tanstack/react-router';
import { DrillPage } from '#renderer/features/recovery/DrillPage.tsx';

export function DrillRoute() {
  const { id = '' } = useParams({ strict: false });
  return <DrillPage key={id} id={Number(id)} />;
}
