export type PrintSettings = {
  copies: number;
  /** Shift of everything, dots. */
  offsetXDots: number;
  offsetYDots: number;
  /** 0 to 30; null leaves the printer's own setting. */
  darkness: number | null;
  /** Inches a second; null leaves the printer's own setting. */
  speed: number | null;
};

export const within = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, Math.round(value)));
