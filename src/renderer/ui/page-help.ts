import { createContext } from 'react';

/** The address of what explains the page that is open; null where nothing does. The frame of the window says it. */
export const PageHelp = createContext<string | null>(null);
