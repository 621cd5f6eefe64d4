import { useMutation } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { sentenceOfError } from './failure.ts';

export function announce(message: string): void {
  notifications.show({ message, color: 'green', autoClose: 4000 });
}

export function announceFailure(error: unknown): void {
  notifications.show({ message: sentenceOfError(error), color: 'red', autoClose: 10_000, role: 'alert' });
}

/** Does something at the backend on the press of a button and says what came of it. */
export function useAction<Input, Output>(act: (input: Input) => Promise<Output>, done?: (output: Output) => void) {
  return useMutation<Output, Error, Input>({
    mutationFn: act,
    onSuccess: (output) => done?.(output),
    onError: announceFailure,
  });
}
