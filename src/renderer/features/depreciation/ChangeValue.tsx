import { Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { issueOfMoney, moneyOfText } from '#renderer/ui/text/money.ts';
import { t } from '#renderer/ui/text/t.ts';
import { RuleFields } from './RuleFields.tsx';

interface ChangeValueProps {
  assetId: number;
  kind: 'rule' | 'impairment';
  currency: string;
  rule: DepreciationRule | null;
  onClose: () => void;
}

/** Another rule from a day on, or a loss on a day, each with its reason. */
export function ChangeValue({ assetId, kind, currency, rule: present, onClose }: ChangeValueProps) {
  const [on, setOn] = useState<string | null>(today());
  const [rule, setRule] = useState<DepreciationRule>(
    present ?? { method: 'straight_line', months: 36, residual: { basisPoints: 0 } },
  );
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const amount = moneyOfText(text, currency);
  const save = useMutation({
    mutationFn: async () => {
      const day = on ?? today();
      if (kind === 'rule') return client.depreciation.setRule({ assetId, from: day, rule, reason: reason.trim() });
      if (amount === null) return undefined;
      return client.depreciation.recordImpairment({ assetId, on: day, amount, reason: reason.trim() });
    },
    onSuccess: () => {
      announce(t('depreciation.saved'));
      onClose();
    },
  });
  return (
    <FormModal
      title={t(kind === 'rule' ? 'depreciation.changeTitle' : 'depreciation.impairTitle')}
      submitLabel={t('action.save')}
      size={680}
      busy={save.isPending}
      submitDisabled={reason.trim() === '' || on === null || (kind === 'impairment' && amount === null)}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <DayField label={t('depreciation.on')} w={180} clearable={false} value={on} onChange={setOn} />
      {kind === 'rule' ? (
        <RuleFields rule={rule} choose={setRule} />
      ) : (
        <TextInput
          label={t('depreciation.loss', { currency })}
          inputMode="decimal"
          className="numbers"
          w={180}
          value={text}
          error={text === '' ? null : issueOfMoney(text, currency)}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <Textarea
        label={t('depreciation.reason')}
        description={kind === 'rule' ? t('depreciation.changeHint') : t('depreciation.impairHint')}
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
