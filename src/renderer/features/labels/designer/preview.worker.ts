import bold from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf?url';
import regular from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf?url';
import { layoutLabel } from '#shared/features/labels/layout.ts';
import { drawLayout, labelFont } from './draw-layout.ts';
import type { PreviewAnswer, PreviewRequest } from './preview-messages.ts';

// Lays a label out and draws it away from the page: encoding a large code takes longer than a frame.

const fonts = Promise.allSettled(
  [
    { file: regular, weight: 'normal' },
    { file: bold, weight: 'bold' },
  ].map(async ({ file, weight }) => {
    const face = new FontFace(labelFont, `url(${new URL(file, globalThis.location.href).href})`, { weight });
    (globalThis as unknown as { fonts: FontFaceSet }).fonts.add(await face.load());
  }),
);

async function answer({ number, design, values, dpi, scale }: PreviewRequest): Promise<void> {
  await fonts;
  const result = layoutLabel({ id: 'design', ...design }, values, dpi);
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(design.widthMm * scale)),
    Math.max(1, Math.round(design.heightMm * scale)),
  );
  const surface = canvas.getContext('2d');
  if (surface === null) return;
  drawLayout(surface, result.ok ? result.layout : result.draft, scale);
  const picture = canvas.transferToImageBitmap();
  const told: PreviewAnswer = {
    number,
    picture,
    problems: result.ok ? [] : result.problems,
    warnings: result.ok ? result.warnings : [],
  };
  globalThis.postMessage(told, { transfer: [picture] });
}

globalThis.addEventListener('message', ({ data }: MessageEvent<PreviewRequest>) => void answer(data));
