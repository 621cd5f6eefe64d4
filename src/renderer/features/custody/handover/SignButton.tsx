import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { t } from '#renderer/ui/text/t.ts';
import { SignHandover } from './SignHandover.tsx';

interface SignButtonProps {
  custodyIds: readonly number[];
  size: 'compact-sm' | 'lg';
  /** A card asks for the signature now. */
  asked?: boolean;
}

/** Asks for the signature over what was handed over and not signed for yet. */
export function SignButton({ custodyIds, size, asked = false }: SignButtonProps) {
  const may = useMay();
  const [opened, setOpened] = useState(false);
  // Each card that is scanned asks once, also when the one before was closed without a signature.
  const [answered, setAnswered] = useState(false);
  if (asked && !answered) {
    setAnswered(true);
    setOpened(true);
  }
  if (!asked && answered) setAnswered(false);
  if (!may('asset.checkout')) return null;
  return (
    <>
      <Button
        size={size}
        leftSection={<IconSignature size={size === 'lg' ? 20 : 14} />}
        onClick={() => setOpened(true)}
      >
        {t('handover.signFor', { count: custodyIds.length })}
      </Button>
      {opened ? <SignHandover custodyIds={custodyIds} onClose={() => setOpened(false)} /> : null}
    </>
  );
}
