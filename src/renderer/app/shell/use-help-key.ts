import { useEffect, useEffectEvent } from 'react';

/** Longer than any gap inside a scan: a question mark in a code must not open the help. Milliseconds. */
const aloneFor = 200;

/** `?` opens the map of the keys, unless it is typed into a field or part of a scan. F1 explains the page, everywhere. */
export function useHelpKeys(showKeys: () => void, explain: () => void): void {
  const onMap = useEffectEvent(showKeys);
  const onExplain = useEffectEvent(explain);
  useEffect(() => {
    let timer = 0;
    const keys = (event: KeyboardEvent) => {
      window.clearTimeout(timer);
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]') !== null;
      if (event.key === 'F1') {
        event.preventDefault();
        onExplain();
      } else if (event.key === '?' && !typing) {
        timer = window.setTimeout(() => onMap(), aloneFor);
      }
    };
    window.addEventListener('keydown', keys);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('keydown', keys);
    };
  }, []);
}
