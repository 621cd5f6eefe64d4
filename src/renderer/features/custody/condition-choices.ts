import { conditions } from '#shared/features/assets/model.ts';
import type { Condition } from '#shared/features/assets/model.ts';
import { word } from '#renderer/ui/text/t.ts';

export function conditionChoices(): { value: string; label: string }[] {
  return conditions.map((value) => ({ value, label: word('condition', value) }));
}

export function conditionOf(value: string | null): Condition | null {
  return conditions.find((each) => each === value) ?? null;
}
