import { LabelsPage } from '#renderer/features/labels/LabelsPage.tsx';

export function LabelsRoute() {
  return <LabelsPage />;
}
