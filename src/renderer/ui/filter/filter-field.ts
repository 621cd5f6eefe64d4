import type { ComponentType } from 'react';
import type { ConditionKind } from '#shared/rpc/conditions.ts';
import type { FilterOption } from '../MultiFilter.tsx';

export interface ValuesPickerProps {
  label: string;
  values: string[];
  onChange: (values: string[]) => void;
}

/** Something that a list can be filtered by, in the words of the list. */
export interface FilterField<Subject extends string = string> {
  key: Subject;
  label: string;
  /** The heading under which it is offered. */
  group: string;
  kind: ConditionKind;
  /** Of a number, as it stands behind it. */
  unit?: string | null;
  /** The values that there are or that are chosen, with the names they are known by. */
  choices?: readonly FilterOption<string>[];
  /** Where there are too many values to list them: finds them by what is typed. */
  Picker?: ComponentType<ValuesPickerProps>;
  /** What is typed in its one right form; null when it is no value. */
  normal?: (typed: string) => string | null;
}
