import { ImportPage } from '#renderer/features/spreadsheets/ImportPage.tsx';

export function ImportRoute() {
  return <ImportPage />;
}
