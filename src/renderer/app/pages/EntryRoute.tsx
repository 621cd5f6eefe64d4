import { useNavigate } from '@tanstack/react-router';
import { FastEntryPage } from '#renderer/features/assets/entry/FastEntryPage.tsx';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { play } from './entry-sounds.ts';

export function EntryRoute() {
  const navigate = useNavigate();
  return (
    <FastEntryPage
      play={play}
      labels={(assetIds) => (
        <PrintLabelsButton kind="asset" ids={assetIds} openLabels={() => void navigate({ to: '/labels' })} />
      )}
    />
  );
}
