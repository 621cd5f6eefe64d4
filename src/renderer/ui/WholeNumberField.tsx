import { NumberInput } from '@mantine/core';
import type { NumberInputProps } from '@mantine/core';

/** A number of things: whole, and told when it is too large or too small instead of being changed silently. */
export function WholeNumberField(props: NumberInputProps) {
  return <NumberInput clampBehavior="none" allowDecimal={false} {...props} />;
}
