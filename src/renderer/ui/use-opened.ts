import { useState } from 'react';

/**
 * A record as it was when its form was opened. The page around the form follows what others save; a form that followed
 * as well would save over their change, since it would claim to have seen it.
 */
export function useOpened<Value>(value: Value): Value {
  return useState(() => value)[0];
}
