import { useParams } from '@tanstack/react-router';
import { RunPage } from '#renderer/features/configuration/RunPage.tsx';

export function ConfigurationRunRoute() {
  const { id = '' } = useParams({ strict: false });
  return <RunPage key={id} id={Number(id)} />;
}
