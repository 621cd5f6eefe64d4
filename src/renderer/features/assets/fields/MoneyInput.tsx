import { Group, Select, TextInput } from '@mantine/core';
import type { TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { t } from '#renderer/ui/text/t.ts';
import { offeredCurrencies } from '../currencies.ts';

interface MoneyInputProps extends Omit<TextInputProps, 'onChange'> {
  label: string;
  /** Amount and currency, e.g. `12.50 EUR`. */
  text: string | null;
  /** The currency that is meant until another is chosen. */
  currency: string;
  change: (text: string | null) => void;
}

/** An amount and its currency, held as one text. */
export function MoneyInput({ text, currency: usual, change, ...props }: MoneyInputProps) {
  const [, amount = '', typed] = /^(.*?)(?:\s*([A-Z]{3}))?$/.exec(text ?? '') ?? [];
  const [chosen, choose] = useState(typed ?? usual);
  const currency = typed ?? chosen;
  const tell = (nextAmount: string, nextCurrency: string) =>
    change(nextAmount.trim() === '' ? null : `${nextAmount.trim()} ${nextCurrency}`);
  return (
    <Group gap={6} wrap="nowrap" align="start">
      <TextInput
        {...props}
        inputMode="decimal"
        autoComplete="off"
        className="numbers"
        style={{ flex: 1 }}
        value={amount}
        onChange={(event) => tell(event.currentTarget.value, currency)}
      />
      <Select
        label={t('setup.currency')}
        aria-label={`${props.label}: ${t('setup.currency')}`}
        w={92}
        data={offeredCurrencies(currency)}
        allowDeselect={false}
        value={currency}
        onChange={(next) => {
          choose(next ?? usual);
          tell(amount, next ?? usual);
        }}
      />
    </Group>
  );
}
