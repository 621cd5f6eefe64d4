import { Button } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconCalendarPlus, IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import type { Asset } from '#shared/features/assets/model.ts';
import { isClosed, mayBecome } from '#shared/features/assets/status.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { t } from '#renderer/ui/text/t.ts';
import { CheckIn } from './CheckIn.tsx';
import { CheckOut } from './CheckOut.tsx';
import { ExtendLoan } from './ExtendLoan.tsx';
import { Move } from './Move.tsx';

/** What can be done with the asset now: out when nobody has it, back when somebody does. */
export function CustodyActions({ asset }: { asset: Asset }) {
  const may = useMay();
  const [dialog, setDialog] = useState<'out' | 'in' | 'extend' | 'move' | null>(null);
  const close = () => setDialog(null);
  if (isClosed(asset.status)) return null;
  const held = asset.custodian !== null;
  return (
    <>
      {!held && mayBecome(asset.status, 'in_use') && may('asset.checkout') ? (
        <Button leftSection={<IconArrowUpRight size={16} />} onClick={() => setDialog('out')}>
          {t('custody.checkOut')}
        </Button>
      ) : null}
      {held && may('asset.checkin') ? (
        <Button leftSection={<IconArrowDownLeft size={16} />} onClick={() => setDialog('in')}>
          {t('custody.checkIn')}
        </Button>
      ) : null}
      {held && may('asset.checkout') ? (
        <Button variant="default" leftSection={<IconCalendarPlus size={16} />} onClick={() => setDialog('extend')}>
          {t('custody.extend')}
        </Button>
      ) : null}
      {may('asset.move') ? (
        <Button variant="default" leftSection={<IconMapPin size={16} />} onClick={() => setDialog('move')}>
          {t('custody.move')}
        </Button>
      ) : null}
      {dialog === 'out' ? <CheckOut asset={asset} onClose={close} /> : null}
      {dialog === 'in' ? <CheckIn asset={asset} onClose={close} /> : null}
      {dialog === 'extend' ? <ExtendLoan asset={asset} onClose={close} /> : null}
      {dialog === 'move' ? <Move asset={asset} onClose={close} /> : null}
    </>
  );
}
