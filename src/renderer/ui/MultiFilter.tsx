import { Button, Checkbox, Popover, Stack, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from './text/t.ts';

export interface FilterOption<Value extends string> {
  value: Value;
  label: string;
}

interface MultiFilterProps<Value extends string> {
  label: string;
  options: readonly FilterOption<Value>[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}

const searchableFrom = 12;

/** Any number of values to filter by, in a button that stays as wide as it is. */
export function MultiFilter<Value extends string>({ label, options, chosen, onChange }: MultiFilterProps<Value>) {
  const [text, setText] = useState('');
  const first = options.find(({ value }) => value === chosen[0]);
  const shown = options.filter((option) => option.label.toLocaleLowerCase().includes(text.toLocaleLowerCase()));
  const summary =
    first === undefined ? label : chosen.length > 1 ? `${first.label} +${chosen.length - 1}` : first.label;
  return (
    <Popover position="bottom-start" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Button
          variant={chosen.length > 0 ? 'light' : 'default'}
          fw={chosen.length > 0 ? 600 : 400}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={chosen.length > 0 ? `${label}: ${summary}` : label}
          maw={190}
          px="sm"
        >
          {summary}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap={8}>
          {options.length >= searchableFrom ? (
            <TextInput
              size="xs"
              aria-label={t('form.search')}
              placeholder={t('form.search')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          ) : null}
          <Stack gap={9} mah={320} style={{ overflowY: 'auto' }} p={2}>
            {shown.map(({ value, label: name }) => (
              <Checkbox
                key={value}
                size="xs"
                label={name}
                checked={chosen.includes(value)}
                onChange={() =>
                  onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])
                }
              />
            ))}
          </Stack>
          {chosen.length > 0 ? (
            <Button size="compact-xs" variant="subtle" onClick={() => onChange([])}>
              {t('action.clear')}
            </Button>
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
