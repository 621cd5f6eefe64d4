import type { Dpi } from '#shared/features/labels/dots.ts';
import type { LayoutProblem, LayoutWarning } from '#shared/features/labels/problems.ts';
import type { LabelValues, TemplateDesign } from '#shared/features/labels/template.ts';

export interface PreviewRequest {
  number: number;
  design: TemplateDesign;
  values: LabelValues;
  dpi: Dpi;
  /** Pixels a millimetre. */
  scale: number;
}

export interface PreviewAnswer {
  number: number;
  picture: ImageBitmap;
  problems: LayoutProblem[];
  warnings: LayoutWarning[];
}
