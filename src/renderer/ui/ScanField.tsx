import { TextInput } from '@mantine/core';
import type { TextInputProps } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { scanEventName } from './scan-target.ts';

interface ScanFieldProps extends TextInputProps {
  /** A scanner read a code while this field had the focus. */
  onScan: (code: string) => void;
}

/** The only kind of field that takes what a scanner types. */
export function ScanField({ onScan, ...props }: ScanFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const element = input.current;
    const take = (event: Event) => {
      if (event instanceof CustomEvent) onScan(String(event.detail));
    };
    element?.addEventListener(scanEventName, take);
    return () => element?.removeEventListener(scanEventName, take);
  }, [onScan]);
  return <TextInput ref={input} data-scan-field autoComplete="off" spellCheck={false} {...props} />;
}
