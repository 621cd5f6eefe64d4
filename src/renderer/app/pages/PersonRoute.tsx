import { useNavigate, useParams } from '@tanstack/react-router';
import { HeldAssets } from '#renderer/features/custody/HeldAssets.tsx';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { PersonPage } from '#renderer/features/people/PersonPage.tsx';

export function PersonRoute() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <PersonPage
      key={id}
      id={Number(id)}
      held={(person) => <HeldAssets kind="person" id={person.id} />}
      actions={(person) => (
        <PrintLabelsButton kind="person" ids={[person.id]} openLabels={() => void navigate({ to: '/labels' })} />
      )}
    />
  );
}
