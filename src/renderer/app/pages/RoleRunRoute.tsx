import { useParams } from '@tanstack/react-router';
import { playFailure, playSound } from '#renderer/features/desk/sounds.ts';
import { RoleRunPage } from '#renderer/features/role-runs/RoleRunPage.tsx';

const sounds = { done: () => playSound('done'), refused: playFailure };

export function RoleRunRoute() {
  const { id = '' } = useParams({ strict: false });
  return <RoleRunPage key={id} id={Number(id)} sounds={sounds} />;
}
