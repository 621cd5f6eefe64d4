import { Button } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import classes from './hold-button.module.css';

interface HoldButtonProps extends ButtonProps {
  /** How long the button has to be held. */
  milliseconds?: number;
  onHeld: () => void;
}

/** A button for what must not happen by accident: it acts after it was held for two seconds, by pointer or key. */
export function HoldButton({ milliseconds = 2000, onHeld, children, ...props }: HoldButtonProps) {
  const [held, setHeld] = useState(false);
  const timer = useRef(0);
  const byKey = useRef(false);
  const release = () => {
    window.clearTimeout(timer.current);
    setHeld(false);
  };
  const press = (key: boolean) => {
    if (held) return;
    byKey.current = key;
    setHeld(true);
    timer.current = window.setTimeout(() => {
      setHeld(false);
      onHeld();
    }, milliseconds);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return (
    <Button
      {...props}
      className={classes['hold'] ?? ''}
      data-hold
      data-held={held || undefined}
      style={{ '--hold-time': `${milliseconds}ms` }}
      onPointerDown={(event) => {
        // Captured, so that a page that shifts under the pointer does not let go of the button.
        event.currentTarget.setPointerCapture(event.pointerId);
        press(false);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={release}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') press(true);
      }}
      onKeyUp={release}
      onBlur={() => {
        // A key that goes up elsewhere is not heard; a captured pointer is, wherever the focus went meanwhile.
        if (byKey.current) release();
      }}
    >
      {children}
    </Button>
  );
}
