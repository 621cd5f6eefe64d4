import { Button, Select } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowLeft, IconDeviceFloppy } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { templateDesign } from '#shared/features/labels/template.ts';
import type { TemplateDesign } from '#shared/features/labels/template.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { boundsOf, chosenOf } from './design-operations.ts';
import { isChanged, nextDesign, startDesign } from './design-state.ts';
import { DesignCanvas } from './DesignCanvas.tsx';
import classes from './designer.module.css';
import { DesignerToolbar } from './DesignerToolbar.tsx';
import type { View } from './DesignerToolbar.tsx';
import { draftOf, dropDraft, keepDraft } from './drafts.ts';
import { ElementList } from './ElementList.tsx';
import { Findings } from './Findings.tsx';
import { LabelFields } from './LabelFields.tsx';
import { PropertyPanel } from './PropertyPanel.tsx';
import { Ruler } from './Ruler.tsx';
import { SampleChooser } from './SampleChooser.tsx';
import { usePreview } from './use-preview.ts';

interface DesignerProps {
  draftKey: string;
  design: TemplateDesign;
  categoryId: number | null;
  /** The template that is changed; null makes a new one. */
  own: { id: string; version: number } | null;
  opened: (id: string) => void;
}

const resolutions = [203, 300, 600] as const;

/** What lists, panels and bars around the stage take of the window, pixels. */
const around = { width: 840, height: 430 } as const;

/** The scale at which the label fills the stage, pixels a millimetre. */
function fittingScale({ widthMm, heightMm }: TemplateDesign): number {
  const across = (window.innerWidth - around.width) / widthMm;
  const down = (window.innerHeight - around.height) / heightMm;
  return Math.max(3, Math.min(14, across, down));
}

/** What the label says on the screen: its own thing's values, or made-up ones. */
function useSampleValues(design: TemplateDesign) {
  const [sample, setSample] = useState<string | null>(null);
  const values = useQuery(
    rpc.labels.templateValues.queryOptions({
      input: { subject: design.subject, id: sample === null ? null : Number(sample) },
    }),
  ).data;
  return { sample, setSample, values };
}

export function Designer({ draftKey, design: first, categoryId: firstCategory, own, opened }: DesignerProps) {
  const [draft] = useState(() => draftOf(draftKey));
  const [state, dispatch] = useReducer(nextDesign, draft?.state ?? startDesign(first, own !== null));
  const [categoryId, setCategory] = useState(draft?.categoryId ?? firstCategory);
  const [kept, setKept] = useState(own);
  const { design, selected } = state;
  const [view, setView] = useState<View>(() => ({ scale: fittingScale(design), grid: 0.5, snaps: true }));
  const { sample, setSample, values } = useSampleValues(design);
  const fields = useQuery(rpc.labels.labelFields.queryOptions()).data ?? [];
  const wanted = useMemo(
    () =>
      values === undefined ? null : { design, values, dpi: design.dpi, scale: view.scale * window.devicePixelRatio },
    [design, values, view.scale],
  );
  const answer = usePreview(wanted);
  const dirty = isChanged(state) || categoryId !== firstCategory;
  useEffect(() => {
    if (dirty) keepDraft(draftKey, state, categoryId);
  }, [dirty, draftKey, state, categoryId]);

  const saving = useMutation({
    mutationFn: () =>
      client.labels.saveTemplate({
        id: kept?.id ?? null,
        version: kept?.version ?? null,
        categoryId,
        design: { ...design, name: design.name.trim() },
      }),
    onSuccess: (saved) => {
      dropDraft(draftKey);
      dispatch({ does: 'markSaved', design });
      announce(t('designer.saved', { name: design.name }));
      const isNew = kept === null;
      setKept(saved);
      if (isNew) opened(saved.id);
    },
  });
  const mayStand = templateDesign.safeParse(design).success;
  const save = () => {
    if (mayStand && !saving.isPending) saving.mutate();
  };
  useHotkeys(
    [
      ['mod+S', save],
      ['mod+Z', () => dispatch({ does: 'undo' })],
      ['mod+Y', () => dispatch({ does: 'redo' })],
      ['mod+shift+Z', () => dispatch({ does: 'redo' })],
    ],
    [],
  );

  const chosen = chosenOf(design, selected);
  const bounds = chosen.length === 0 ? null : boundsOf(chosen);
  const marked = new Set([...(answer?.problems ?? []), ...(answer?.warnings ?? [])].map(({ element }) => element));
  return (
    <Page
      fixed
      title={design.name.trim() === '' ? t('designer.title') : design.name}
      subtitle={dirty ? t('designer.unsaved') : t('designer.allSaved')}
      actions={
        <>
          <Button
            component="a"
            href={hrefTo('/labels', { tab: 'templates' })}
            variant="default"
            leftSection={<IconArrowLeft size={16} />}
          >
            {t('designer.back')}
          </Button>
          <Button
            leftSection={<IconDeviceFloppy size={16} />}
            loading={saving.isPending}
            disabled={!mayStand || (!dirty && kept !== null)}
            onClick={save}
          >
            {t('action.save')}
          </Button>
        </>
      }
    >
      {saving.error === null ? null : <FailureAlert sentence={sentenceOfError(saving.error)} />}
      <DesignerToolbar state={state} dispatch={dispatch} view={view} setView={setView} />
      <div className={classes['columns']}>
        <div className={classes['side']}>
          <section aria-label={t('designer.label')}>
            <LabelFields design={design} categoryId={categoryId} setCategory={setCategory} dispatch={dispatch} />
          </section>
          <section aria-label={t('designer.elements')}>
            <ElementList design={design} selected={selected} marked={marked} dispatch={dispatch} />
          </section>
        </div>
        <div className={classes['middle']}>
          <div className={classes['stage']}>
            <div className={classes['ruled']}>
              <span />
              <Ruler
                lengthMm={design.widthMm}
                scale={view.scale}
                marked={bounds === null ? null : { start: bounds.x, length: bounds.width }}
              />
              <Ruler
                vertical
                lengthMm={design.heightMm}
                scale={view.scale}
                marked={bounds === null ? null : { start: bounds.y, length: bounds.height }}
              />
              <DesignCanvas
                design={design}
                selected={selected}
                dispatch={dispatch}
                answer={answer}
                scale={view.scale}
                grid={view.grid}
                snaps={view.snaps}
              />
            </div>
          </div>
          <div className={classes['below']}>
            <Select
              size="xs"
              w={110}
              aria-label={t('labels.dpi')}
              allowDeselect={false}
              data={resolutions.map((value) => ({ value: String(value), label: t('designer.dpi', { dpi: value }) }))}
              value={String(design.dpi)}
              onChange={(next) => {
                const dpi = resolutions.find((value) => String(value) === next);
                if (dpi !== undefined) dispatch({ does: 'edit', design: { ...design, dpi }, key: 'dpi' });
              }}
            />
            <SampleChooser subject={design.subject} value={sample} onChange={setSample} />
          </div>
          <Findings
            design={design}
            answer={answer}
            dpi={design.dpi}
            select={(ids) => dispatch({ does: 'select', ids })}
          />
        </div>
        <section className={classes['side']} aria-label={t('designer.properties')}>
          <PropertyPanel design={design} selected={selected} fields={fields} dispatch={dispatch} />
        </section>
      </div>
    </Page>
  );
}
