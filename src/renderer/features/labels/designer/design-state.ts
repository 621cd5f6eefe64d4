import type { TemplateDesign } from '#shared/features/labels/template.ts';

/** Steps that can be taken back. */
const mostSteps = 200;

export interface DesignState {
  readonly design: TemplateDesign;
  readonly selected: readonly string[];
  readonly past: readonly TemplateDesign[];
  readonly future: readonly TemplateDesign[];
  /** What lies in the register; the difference is not saved yet. */
  readonly saved: TemplateDesign | null;
  /** What the last step was about: a drag or typing in one field is one step. */
  readonly lastKey: string | null;
}

export type DesignAction =
  | { does: 'edit'; design: TemplateDesign; key?: string; select?: readonly string[] }
  | { does: 'select'; ids: readonly string[] }
  | { does: 'endStep' }
  | { does: 'undo' }
  | { does: 'redo' }
  | { does: 'markSaved'; design: TemplateDesign };

export function startDesign(design: TemplateDesign, saved: boolean): DesignState {
  return { design, selected: [], past: [], future: [], saved: saved ? design : null, lastKey: null };
}

const presentOf = (design: TemplateDesign, ids: readonly string[]) =>
  ids.filter((id) => design.elements.some((element) => element.id === id));

/** Every step of the designer; what was undone comes back until something else is changed. */
export function nextDesign(state: DesignState, action: DesignAction): DesignState {
  switch (action.does) {
    case 'edit': {
      if (action.design === state.design) return state;
      const key = action.key ?? null;
      const goesOn = key !== null && key === state.lastKey;
      const past = goesOn ? state.past : [...state.past, state.design].slice(-mostSteps);
      const selected = presentOf(action.design, action.select ?? state.selected);
      return { ...state, design: action.design, past, future: [], selected, lastKey: key };
    }
    case 'select':
      return { ...state, selected: presentOf(state.design, action.ids), lastKey: null };
    case 'endStep':
      return { ...state, lastKey: null };
    case 'undo': {
      const before = state.past.at(-1);
      if (before === undefined) return state;
      return {
        ...state,
        design: before,
        past: state.past.slice(0, -1),
        future: [state.design, ...state.future],
        selected: presentOf(before, state.selected),
        lastKey: null,
      };
    }
    case 'redo': {
      const [after, ...future] = state.future;
      if (after === undefined) return state;
      return {
        ...state,
        design: after,
        past: [...state.past, state.design],
        future,
        selected: presentOf(after, state.selected),
        lastKey: null,
      };
    }
    case 'markSaved':
      return { ...state, saved: action.design, lastKey: null };
  }
}

export const isChanged = ({ design, saved }: DesignState) => design !== saved;
