export type PrintSettings = {
  copies: number;
  /** Shift of everything, dots. */
  offsetXDots: number;
  offsetYDots: number;
  /** 0 to 30; null leaves the printer's own setting. */
  darkness: number | null;
  /** Inches a second; null leaves the printer's own setting. */
  speed: number | null;
  /** What the tag of an RFID label is to hold, 24 hexadecimal digits; null or absent where it has none. */
  epc?: string | null;
  /** What is loaded, by its key in the catalogue; null or absent where nobody has said. */
  mediumKey?: string | null;
};

export const within = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, Math.round(value)));
