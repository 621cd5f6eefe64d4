import { ActionIcon, Menu, ScrollArea, Textarea, Tooltip } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useRef } from 'react';
import { isWellFormed, placeholderOfField, placeholdersIn } from '#shared/features/labels/expression.ts';
import { placeholdersOf, unknownPlaceholders } from '#shared/features/labels/template.ts';
import type { LabelSubject } from '#shared/features/labels/template.ts';
import { t } from '#renderer/ui/text/t.ts';

interface ExpressionFieldProps {
  subject: LabelSubject;
  /** Fields of categories that a label may show. */
  fields: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

function problemOf(subject: LabelSubject, value: string, fields: readonly string[]): string | null {
  if (value.trim() === '') return t('designer.value.empty');
  if (!isWellFormed(value)) return t('designer.value.malformed');
  const known = fields.map(placeholderOfField);
  const strange = [
    ...unknownPlaceholders(subject, [value]),
    ...placeholdersIn(value).filter((name) => name.startsWith('field:') && !known.includes(name)),
  ];
  return strange.length === 0
    ? null
    : t('designer.value.unknown', { names: strange.map((name) => `{${name}}`).join(', ') });
}

/** What a text or a code says: words and placeholders, which a menu puts in at the cursor. */
export function ExpressionField({ subject, fields, value, onChange }: ExpressionFieldProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string) => {
    const field = input.current;
    const from = field?.selectionStart ?? value.length;
    const to = field?.selectionEnd ?? value.length;
    onChange(`${value.slice(0, from)}{${name}}${value.slice(to)}`);
  };
  const menu = (
    <Menu withinPortal position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('designer.value.insert')}>
          <ActionIcon variant="subtle" aria-label={t('designer.value.insert')}>
            <IconBraces size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah={320} type="auto">
          {placeholdersOf[subject].map((name) => (
            <Menu.Item key={name} onClick={() => insert(name)}>
              {t(`placeholder.${name}`)}
            </Menu.Item>
          ))}
          {subject === 'asset' && fields.length > 0 ? (
            <>
              <Menu.Label>{t('designer.value.fields')}</Menu.Label>
              {fields.map((name) => (
                <Menu.Item key={name} onClick={() => insert(placeholderOfField(name))}>
                  {name}
                </Menu.Item>
              ))}
            </>
          ) : null}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <Textarea
      ref={input}
      label={t('designer.value')}
      description={t('designer.value.hint')}
      autosize
      minRows={1}
      maxRows={4}
      value={value}
      error={problemOf(subject, value, fields)}
      onChange={(event) => onChange(event.currentTarget.value.replaceAll(/[\r\n]+/g, ' '))}
      rightSection={menu}
    />
  );
}
