import { useState } from 'react';
import type { KeyboardEvent } from 'react';

interface GridKeys {
  count: number;
  pageSize: number;
  open: (index: number) => void;
  toggle: ((index: number) => void) | undefined;
  scrollTo: (index: number) => void;
}

function target(key: string, active: number, { count, pageSize }: GridKeys): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(active + 1, count - 1);
    case 'ArrowUp':
      return Math.max(active - 1, 0);
    case 'PageDown':
      return Math.min(active + pageSize, count - 1);
    case 'PageUp':
      return Math.max(active - pageSize, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** One active row that the arrow keys move; Enter opens it, Space selects it. */
export function useGridKeys(keys: GridKeys) {
  const [active, setActive] = useState(0);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || keys.count === 0)
      return;
    const next = target(event.key, active, keys);
    if (next !== null) {
      setActive(next);
      keys.scrollTo(next);
    } else if (event.key === 'Enter') {
      keys.open(active);
    } else if (event.key === ' ' && keys.toggle !== undefined) {
      keys.toggle(active);
    } else {
      return;
    }
    event.preventDefault();
  };
  return { active: Math.min(active, Math.max(keys.count - 1, 0)), setActive, onKeyDown };
}
