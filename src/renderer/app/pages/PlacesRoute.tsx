import { useNavigate, useSearch } from '@tanstack/react-router';
import { askAtDoor } from '#renderer/features/desk/scan-queue.ts';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { PlacesPage } from '#renderer/features/places/PlacesPage.tsx';
import { PlaceSecurity } from '#renderer/features/security/PlaceSecurity.tsx';
import { ExportMenu } from '#renderer/features/spreadsheets/ExportMenu.tsx';
import { t } from '#renderer/ui/text/t.ts';

export function PlacesRoute() {
  const { id } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <PlacesPage
      chosen={id ?? null}
      choose={(next) => void navigate({ to: '/places', search: { id: next }, replace: true })}
      actions={(ids) => (
        <PrintLabelsButton kind="place" ids={ids} compact openLabels={() => void navigate({ to: '/labels' })} />
      )}
      security={(placeId) => (
        <PlaceSecurity
          placeId={placeId}
          askAtDoor={() => {
            void askAtDoor(placeId).then(async (begun) => (begun ? navigate({ to: '/desk' }) : undefined));
          }}
        />
      )}
      listActions={(text) => (
        <ExportMenu
          list={
            text === ''
              ? { list: 'places' }
              : { list: 'places', filter: { search: text }, words: [t('assets.searchedFor', { text })] }
          }
        />
      )}
    />
  );
}
