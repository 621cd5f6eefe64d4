import { useEffect, useState } from 'react';

// Forms that can be asked for from anywhere in the window, by name; the page that has one opens it.
let asked: string | null = null;
const pages = new Set<() => void>();

/** Opens a form on the page that is led to, or that is open already. */
export function askFor(form: string): void {
  asked = form;
  for (const look of pages) look();
}

/** Whether this form of a page is open, and how to open or close it; it also opens when it is asked for elsewhere. */
export function useAskedFor(form: string): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const look = () => {
      if (asked !== form) return;
      asked = null;
      setOpen(true);
    };
    look();
    pages.add(look);
    return () => {
      pages.delete(look);
    };
  }, [form]);
  return [open, setOpen];
}
