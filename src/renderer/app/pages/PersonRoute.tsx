import { useParams } from '@tanstack/react-router';
import { HeldAssets } from '#renderer/features/custody/HeldAssets.tsx';
import { PersonPage } from '#renderer/features/people/PersonPage.tsx';

export function PersonRoute() {
  const { id = '' } = useParams({ strict: false });
  return <PersonPage key={id} id={Number(id)} held={(person) => <HeldAssets kind="person" id={person.id} />} />;
}
