import type { LabelLayout, PlacedText } from '#shared/features/labels/layout.ts';
import { darkRunsOf } from '#shared/features/labels/place-image.ts';

function Text({ text }: { text: PlacedText }) {
  return (
    <text
      x={text.x}
      y={text.y}
      fontSize={text.sizeMm}
      fontWeight={text.bold ? 700 : 400}
      fontFamily="'DejaVu Sans', Verdana, sans-serif"
      textLength={text.width > 0 ? text.width : undefined}
      lengthAdjust="spacingAndGlyphs"
    >
      {text.text}
    </text>
  );
}

/** The label to scale, from the very layout that goes to the printer. Paper is white and print is black in both themes. */
export function LabelPreview({ layout, label }: { layout: LabelLayout; label: string }) {
  const { widthMm, heightMm } = layout;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${widthMm} ${heightMm}`}
      style={{
        width: `min(100%, ${Math.round(widthMm * 7)}px)`,
        background: '#fff',
        borderRadius: 6,
        boxShadow: 'var(--mantine-shadow-sm)',
        border: '1px solid var(--qm-line-strong)',
      }}
      fill="#000"
      shapeRendering="crispEdges"
    >
      {layout.symbols.flatMap((symbol) =>
        symbol.dark.map((dark) => (
          <rect
            key={`${symbol.element}-${dark.x}-${dark.y}`}
            x={dark.x}
            y={dark.y}
            width={dark.width}
            height={dark.height}
          />
        )),
      )}
      {layout.lines.map((line) => (
        <rect key={`line-${line.x}-${line.y}`} x={line.x} y={line.y} width={line.width} height={line.height} />
      ))}
      {layout.boxes.map((box) => (
        <rect
          key={`box-${box.x}-${box.y}`}
          x={box.x + box.strokeMm / 2}
          y={box.y + box.strokeMm / 2}
          width={box.width - box.strokeMm}
          height={box.height - box.strokeMm}
          fill="none"
          stroke="#000"
          strokeWidth={box.strokeMm}
        />
      ))}
      {layout.images.flatMap((image) => {
        const dot = image.width / image.columns;
        return darkRunsOf(image).map(({ row, left, right }) => (
          <rect
            key={`${image.element}-${row}-${left}`}
            x={image.x + left * dot}
            y={image.y + row * dot}
            width={(right - left) * dot}
            height={dot}
          />
        ));
      })}
      {layout.texts.map((text) => (
        <Text key={`${text.element}-${text.y}`} text={text} />
      ))}
    </svg>
  );
}
