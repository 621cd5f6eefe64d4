import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { SignButton } from '#renderer/features/custody/handover/SignButton.tsx';
import { DeskPage } from '#renderer/features/desk/DeskPage.tsx';

export function DeskRoute() {
  const navigate = useNavigate();
  const actions = useMemo(
    () => ({
      registerTag: (newTag: string) => void navigate({ to: '/assets', search: { newTag } }),
      registerSerial: (newSerial: string) => void navigate({ to: '/assets', search: { newSerial } }),
      search: (search: string) => void navigate({ to: '/assets', search: { search } }),
      openArticle: (id: number) => void navigate({ to: '/supplies/$id', params: { id: String(id) } }),
      openAsset: (id: number) => void navigate({ to: '/assets/$id', params: { id: String(id) } }),
    }),
    [navigate],
  );
  return (
    <DeskPage
      actions={actions}
      sign={(custodyIds, asked) => <SignButton custodyIds={custodyIds} size="lg" asked={asked} />}
    />
  );
}
