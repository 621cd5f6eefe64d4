import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Field, FieldTexts } from '#shared/features/assets/fields.ts';
import type { Asset } from '#shared/features/assets/model.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../assets.module.css';
import { pathOfField } from './field-problems.ts';
import { FieldInput } from './FieldInput.tsx';
import { groupsOf } from './use-fields.ts';

interface FieldInputsProps {
  fields: readonly Field[];
  /** Null for what is not registered yet: it takes the initial values. */
  asset: Asset | null;
  /** What was touched; everything else stays as it is. */
  texts: FieldTexts;
  errors: Readonly<Record<string, ReactNode>>;
  currency: string;
  change: (texts: FieldTexts, path: string) => void;
}

/** The fields that the chosen category brings, each group under its heading. */
export function FieldInputs({ fields, asset, texts, errors, currency, change }: FieldInputsProps) {
  const changeOne = (id: number, text: string | null | undefined) => {
    const { [String(id)]: _before, ...others } = texts;
    change(text === undefined ? others : { ...others, [id]: text }, pathOfField(id));
  };
  const stored = new Map(asset?.fields.map((value) => [value.fieldId, value]));
  return groupsOf(fields).map(([group, members]) => {
    const heading = group === '' ? t('fields.further') : group;
    return (
      <section key={group} aria-label={heading} className={classes['fieldGroup']}>
        <Title order={3}>{heading}</Title>
        <div className={classes['formGrid']}>
          {members.map((field) => {
            const value = stored.get(field.id) ?? null;
            const fitting = value === null || value.fits ? value : null;
            const untouched = fitting?.text ?? (asset === null ? field.initial : null);
            const text = texts[field.id];
            return (
              <FieldInput
                key={field.id}
                field={field}
                text={text === undefined ? untouched : text}
                stored={value}
                touched={text !== undefined}
                error={errors[pathOfField(field.id)]}
                currency={currency}
                change={(next) => changeOne(field.id, next)}
              />
            );
          })}
        </div>
      </section>
    );
  });
}
