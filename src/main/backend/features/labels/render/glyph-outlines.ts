/** The part of fontkit that drawing labels needs; the package, which pdfkit brings along, has no types of its own. */
export interface PathCommand {
  command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
  args: number[];
}

export interface Font {
  unitsPerEm: number;
  glyphForCodePoint(codePoint: number): { advanceWidth: number; path: { commands: PathCommand[] } };
}

export type OpenFont = (path: string) => Font;
