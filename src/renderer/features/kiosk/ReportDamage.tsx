import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KioskResult } from '#shared/features/kiosk/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface ReportDamageProps {
  asset: { id: number; name: string };
  onClose: () => void;
  onReported: (result: KioskResult) => void;
}

/** The borrower says what is wrong, in his own words or in none. */
export function ReportDamage({ asset, onClose, onReported }: ReportDamageProps) {
  const [remark, setRemark] = useState('');
  const report = useMutation({
    mutationFn: () => client.kiosk.reportDamage({ assetId: asset.id, remark: remark.trim() || null }),
    onSuccess: onReported,
  });
  return (
    <FormModal
      title={t('kiosk.damageTitle', { name: asset.name })}
      submitLabel={t('kiosk.report')}
      busy={report.isPending}
      failure={report.error === null ? null : sentenceOfError(report.error)}
      onSubmit={() => report.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('kiosk.whatIsWrong')}
        description={t('kiosk.whatIsWrongHint')}
        data-autofocus
        maxLength={200}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
    </FormModal>
  );
}
