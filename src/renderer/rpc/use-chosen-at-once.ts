import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { announceFailure } from './use-action.ts';

/**
 * A choice that shows as soon as it is made, as a switch does, while the backend is told of it; a refusal takes it back.
 *
 * @param known what holds by the backend's last word
 * @param save ends once that word is a new one
 */
export function useChosenAtOnce<Value>(known: Value, save: (value: Value) => Promise<unknown>) {
  const [chosen, setChosen] = useState<{ value: Value } | null>(null);
  const saving = useMutation({
    mutationFn: (choice: { value: Value }) => save(choice.value),
    onError: announceFailure,
    // What was chosen after it is still on its way.
    onSettled: (_done, _error, choice) => setChosen((now) => (now === choice ? null : now)),
  });
  const choose = (value: Value) => {
    const choice = { value };
    setChosen(choice);
    saving.mutate(choice);
  };
  return [chosen === null ? known : chosen.value, choose] as const;
}
