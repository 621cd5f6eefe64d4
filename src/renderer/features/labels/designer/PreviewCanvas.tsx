import { useEffect, useRef } from 'react';
import { t } from '#renderer/ui/text/t.ts';
import classes from './designer.module.css';
import type { PreviewAnswer } from './preview-messages.ts';

/** Shows what the worker drew, at the size of the label on the screen. */
export function PreviewCanvas({
  answer,
  width,
  height,
}: {
  answer: PreviewAnswer | null;
  width: number;
  height: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef(0);
  useEffect(() => {
    if (answer === null || canvas.current === null || shown.current === answer.number) return;
    shown.current = answer.number;
    canvas.current.width = answer.picture.width;
    canvas.current.height = answer.picture.height;
    canvas.current.getContext('bitmaprenderer')?.transferFromImageBitmap(answer.picture);
  }, [answer]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={t('labels.preview')}
      className={classes['paper'] ?? ''}
      style={{ width, height }}
    />
  );
}
