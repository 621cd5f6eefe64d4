import { RouterProvider } from '@tanstack/react-router';
import { prepareFormatters } from '#renderer/ui/text/formatters.ts';
import { router } from './routes.tsx';

prepareFormatters();

/** Every page of a signed-in operator, with the frame around them. */
export function Workplace() {
  return <RouterProvider router={router} />;
}
