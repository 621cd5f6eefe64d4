import { Stack } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { HeldAssets } from '#renderer/features/custody/HeldAssets.tsx';
import { PrintLabelsButton } from '#renderer/features/labels/PrintLabelsButton.tsx';
import { useMay } from '#renderer/features/auth/session.ts';
import { PersonSeats } from '#renderer/features/licences/PersonSeats.tsx';
import { Reservations } from '#renderer/features/loans/Reservations.tsx';
import { PersonTrainings } from '#renderer/features/training/PersonTrainings.tsx';
import { PersonPage } from '#renderer/features/people/PersonPage.tsx';

export function PersonRoute() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const may = useMay();
  return (
    <PersonPage
      key={id}
      id={Number(id)}
      held={(person) => (
        <Stack gap="md">
          <Reservations personId={person.id} />
          <HeldAssets kind="person" id={person.id} />
          {may('licence.view') ? <PersonSeats personId={person.id} /> : null}
          <PersonTrainings personId={person.id} />
        </Stack>
      )}
      actions={(person) => (
        <PrintLabelsButton kind="person" ids={[person.id]} openLabels={() => void navigate({ to: '/labels' })} />
      )}
    />
  );
}
