import { RouterProvider } from '@tanstack/react-router';
import { router } from './routes.tsx';

/** Every page of a signed-in operator, with the frame around them. */
export function Workplace() {
  return <RouterProvider router={router} />;
}
