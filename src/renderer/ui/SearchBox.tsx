import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import classes from './list-bar.module.css';
import { t } from './text/t.ts';

interface SearchBoxProps {
  label: string;
  /** What stands in the address, which may be changed from elsewhere, e.g. by the palette. */
  value: string;
  change: (text: string | undefined) => void;
}

/** Searches a list while it is typed into; the slash key leads here. */
export function SearchBox({ label, value, change }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const send = useDebouncedCallback((next: string) => change(next.trim() === '' ? undefined : next), 150);
  const field = useRef<HTMLInputElement>(null);
  if (value !== shown) {
    setShown(value);
    if (value !== text.trim()) setText(value);
  }
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea') !== null;
      if (event.key !== '/' || typing || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, []);
  const take = (next: string) => {
    setText(next);
    send(next);
  };
  return (
    <TextInput
      ref={field}
      className={classes['search'] ?? ''}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} />}
      rightSection={
        text === '' ? null : <CloseButton size="sm" aria-label={t('action.clear')} onClick={() => take('')} />
      }
      value={text}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}
