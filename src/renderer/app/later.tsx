import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';
import { Waiting } from '#renderer/ui/Waiting.tsx';

interface Later<Props> {
  (props: Props): React.ReactNode;
  /** Begins to load it before it is shown. */
  prepare: (this: void) => void;
}

/**
 * A part of the window that is loaded when it is needed. Unlike React's own `lazy` it is drawn at once when it has been
 * loaded before: a boundary that suspends for a moment hides what it holds for at least 300 ms.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;
  const fetchOnce = () => (loading ??= load().then((part) => (loaded = part)));
  function Part(props: Props) {
    const [Shown, show] = useState(() => loaded);
    useEffect(() => {
      if (Shown === null) void fetchOnce().then((part) => show(() => part));
    }, [Shown]);
    return Shown === null ? <Waiting /> : <Shown {...props} />;
  }
  return Object.assign(Part, { prepare: () => void fetchOnce() });
}
