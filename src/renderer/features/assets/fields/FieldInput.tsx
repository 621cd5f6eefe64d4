import { Select, TextInput } from '@mantine/core';
import type { InputWrapperProps } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import type { FieldDetails, FieldValue } from '#shared/features/assets/fields.ts';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { DayField } from '#renderer/ui/DayField.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { usePlaceChoices } from '../use-register-choices.ts';
import { MoneyInput } from './MoneyInput.tsx';
import { SecretInput } from './SecretInput.tsx';

interface FieldInputProps {
  field: FieldDetails;
  text: string | null;
  /** What the asset has now. */
  stored: FieldValue | null;
  touched: boolean;
  error: ReactNode;
  /** The organisation's currency. */
  currency: string;
  /** Undefined leaves the value as it is. */
  change: (text: string | null | undefined) => void;
}

/** What helps to fill the field in, in one line under it. */
function hintOf({ help, pattern, unique }: FieldDetails, stored: FieldValue | null): string | null {
  const parts = [
    help,
    unique ? t('fields.unique') : null,
    pattern === null ? null : t('fields.pattern', { pattern }),
    stored === null || stored.fits ? null : t('fields.keptText', { text: stored.shown }),
  ];
  const hint = parts.filter((part) => part !== null && part !== '').join(' ');
  return hint === '' ? null : hint;
}

/** One field of a category, as its type wants to be filled in. */
export function FieldInput({ field, text, stored, touched, error, currency, change }: FieldInputProps) {
  const shared = {
    label: field.unit === null || field.type === 'money' ? field.name : `${field.name} (${field.unit})`,
    description: hintOf(field, stored),
    error,
    withAsterisk: field.required,
    // Hints stand below, so that the fields of a row stay in line.
    inputWrapperOrder: ['label', 'input', 'description', 'error'] satisfies InputWrapperProps['inputWrapperOrder'],
  };
  switch (field.type) {
    case 'date':
      return <DayField {...shared} value={text} onChange={change} />;
    case 'yes_no': {
      const data = (['yes', 'no'] as const).map((value) => ({ value, label: word('fields', value) }));
      return <Select {...shared} clearable data={data} value={text} onChange={change} />;
    }
    case 'choice':
      return <SearchableSelect {...shared} data={withText(field.choices, text)} value={text} onChange={change} />;
    case 'location':
      return <PlaceInput {...shared} value={text} onChange={change} />;
    case 'person': {
      const chosen = stored?.text === text && text !== null ? { id: Number(text), name: stored.shown ?? text } : null;
      return <PersonSelect {...shared} value={text} chosen={chosen} onChange={change} />;
    }
    case 'money':
      return <MoneyInput {...shared} text={text} currency={field.unit ?? currency} change={change} />;
    case 'secret':
      return <SecretInput {...shared} isSet={stored !== null} text={text} touched={touched} change={change} />;
    case 'serial':
    case 'imei':
    case 'mac':
      return <ScanField {...shared} {...typed(text, change)} onScan={change} />;
    case 'number':
      return <TextInput {...shared} {...typed(text, change)} inputMode="decimal" />;
    case 'text':
    case 'url':
    case 'ip':
      return <TextInput {...shared} {...typed(text, change)} />;
  }
}

function typed(text: string | null, change: (text: string | null) => void) {
  return {
    autoComplete: 'off',
    value: text ?? '',
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) =>
      change(currentTarget.value === '' ? null : currentTarget.value),
  };
}

/** A text that is no choice any more is still shown. */
function withText(choices: readonly string[], text: string | null): string[] {
  return text === null || choices.includes(text) ? [...choices] : [...choices, text];
}

function PlaceInput(props: { value: string | null; onChange: (value: string | null) => void }) {
  return <SearchableSelect data={usePlaceChoices()} {...props} />;
}
