import { useNavigate } from '@tanstack/react-router';
import { FastEntryPage } from '#renderer/features/assets/entry/FastEntryPage.tsx';
import type { EntrySound } from '#renderer/features/assets/entry/use-entry-desk.ts';
import { playFailure, playSound } from '#renderer/features/desk/sounds.ts';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';

const play = (sound: EntrySound) => {
  if (sound === 'failure') playFailure();
  else playSound(sound);
};

export function EntryRoute() {
  const navigate = useNavigate();
  return (
    <FastEntryPage
      play={play}
      labels={(assetIds) => (
        <PrintLabelsButton assetIds={assetIds} openLabels={() => void navigate({ to: '/labels' })} />
      )}
    />
  );
}
