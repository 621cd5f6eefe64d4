import { createRequire } from 'node:module';

/** The fonts that labels are measured and drawn with (DejaVu, free licence): Latin, Greek, Cyrillic. */
export function fontFiles(): { regular: string; bold: string } {
  const require = createRequire(import.meta.url);
  return {
    regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
    bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
  };
}
