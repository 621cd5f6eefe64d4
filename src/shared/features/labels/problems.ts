/**
 * Why a label must not be printed.
 * - SYMBOL_TOO_WIDE, SYMBOL_TOO_HIGH: even with the smallest module that scans, quiet zones included
 * - MODULE_TOO_SMALL: the template allows only modules that this printer cannot make readable
 * - NOT_ENCODABLE: the symbology cannot carry this text; `characters` are those that it has no sign for
 * - TEXT_CUT: a text that must be whole is not
 * - OUTSIDE_LABEL: the element reaches over the edge
 * - QUIET_ZONE_COVERED: something else is printed on the symbol or on the light margin that readers need around it
 */
export type LayoutProblem = {
  element: string;
  code:
    | 'SYMBOL_TOO_WIDE'
    | 'SYMBOL_TOO_HIGH'
    | 'MODULE_TOO_SMALL'
    | 'NOT_ENCODABLE'
    | 'TEXT_CUT'
    | 'OUTSIDE_LABEL'
    | 'QUIET_ZONE_COVERED';
  /** Millimetres; 0 where length is not the point. */
  neededMm: number;
  availableMm: number;
  /** Each offending character once; empty where characters are not the point. */
  characters: string;
};

/**
 * What prints, and yet is worth a word.
 * - CAMERA_MAY_FAIL: hand-held scanners read it, cameras of laptops and telephones often don't
 * - BARS_TOO_LOW: lower than 15 % of their length, so a scanner held askew misses them
 */
export type LayoutWarning = { element: string; code: 'CAMERA_MAY_FAIL' | 'BARS_TOO_LOW' };

/** A problem in which neither length nor characters are the point, or only what is given. */
export function problemOf(
  element: string,
  code: LayoutProblem['code'],
  facts: { neededMm?: number; availableMm?: number; characters?: string } = {},
): LayoutProblem {
  return { element, code, neededMm: 0, availableMm: 0, characters: '', ...facts };
}
