import { Center, Loader } from '@mantine/core';

/** Fills the window until there is something to show. */
export function Waiting() {
  return (
    <Center h="100vh">
      <Loader size="sm" role="status" aria-label="Quartermaster" />
    </Center>
  );
}
