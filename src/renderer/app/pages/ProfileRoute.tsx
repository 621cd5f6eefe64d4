import { useNavigate, useParams } from '@tanstack/react-router';
import { ProfilePage } from '#renderer/features/configuration/ProfilePage.tsx';

export function ProfileRoute() {
  const { id = 'new' } = useParams({ strict: false });
  const navigate = useNavigate();
  return (
    <ProfilePage
      key={id}
      id={id === 'new' ? null : Number(id)}
      saved={(saved) => void navigate({ to: '/deploy/profiles/$id', params: { id: String(saved) }, replace: true })}
      left={() => void navigate({ to: '/deploy', search: { tab: 'profiles' } })}
    />
  );
}
