import { encodeSymbol, quietModules } from '#shared/features/labels/symbols.ts';
import classes from './qr-code.module.css';

/** A QR code for a telephone's camera: dark on white in every colour scheme, with the margin that readers need. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const encoding = encodeSymbol('qr', text);
  if (!encoding.ok || encoding.symbol.kind !== 'matrix') throw new Error('the text fits into no QR code');
  const { rows, modules } = encoding.symbol;
  const quiet = quietModules.qr;
  const side = modules + 2 * quiet;
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      className={classes['qr']}
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={dark} fill="black" />
    </svg>
  );
}
