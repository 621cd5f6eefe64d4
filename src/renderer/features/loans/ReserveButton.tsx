import { Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ReserveForm } from './ReserveForm.tsx';

export function ReserveButton({ asset }: { asset: { id: number; tag: string } }) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('asset.reserve')) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconCalendarPlus size={16} />} onClick={() => setOpen(true)}>
        {t('reservation.reserve')}
      </Button>
      {open ? <ReserveForm start={{ asset }} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
