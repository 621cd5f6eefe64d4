import { Anchor, Button, Checkbox, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconFileTypePdf, IconLayoutGrid, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { copiesAskedAbove, mostCopies } from '#shared/features/labels/contract.ts';
import { fitsOn, mediumOf } from '#shared/features/labels/media.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { useBasket } from './basket.ts';
import { CellChooser } from './CellChooser.tsx';
import classes from './labels.module.css';
import { LabelPreview } from './LabelPreview.tsx';
import { nameOfKey } from './medium-choice.ts';
import { PrinterState } from './PrinterState.tsx';
import { sentenceOfProblem } from './problem-text.ts';
import { SheetDialog } from './SheetDialog.tsx';
import { useTemplateChoice } from './use-template-choice.ts';
import { WhatIsPrinted } from './WhatIsPrinted.tsx';

/** What is printed, how it looks, on which printer. */
export function PrintPanel() {
  const basket = useBasket();
  const { kind, ids } = basket;
  const printers = useQuery(rpc.labels.listPrinters.queryOptions()).data ?? [];
  const [printer, setPrinter] = useRemembered('label-printer', '');
  const [copies, setCopies] = useState(1);
  const [startCell, setStartCell] = useState(0);
  const [proof, setProof] = useRemembered('label-proof', 'no');
  const [encode, setEncode] = useRemembered('label-encode', 'no');
  const [opened, setOpened] = useState<'many' | 'sheet' | null>(null);
  const chosen = printers.find(({ id }) => String(id) === printer) ?? printers[0];
  const medium = mediumOf(chosen?.mediumKey ?? null);
  const template = useTemplateChoice(basket, chosen ?? null);
  const templateId = template.chosen?.id ?? '';
  const size = template.chosen ?? { widthMm: 0, heightMm: 0 };
  const preview = useQuery(
    rpc.labels.preview.queryOptions({
      input: { templateId, id: ids[0] ?? null, dpi: chosen?.dpi ?? 203 },
      enabled: templateId !== '',
    }),
  );
  const selection = { kind, ids: [...ids], templateId };
  const mayEncode = chosen?.encodes === true && kind === 'asset';
  const encodes = mayEncode && encode === 'yes';
  const onSheets = chosen?.transport === 'pages' && medium?.sheet !== undefined;
  const print = useMutation({
    mutationFn: (printerId: number) =>
      client.labels.print({
        ...selection,
        printerId,
        copies: encodes ? 1 : copies,
        proof: proof === 'yes',
        encode: encodes,
        startCell: onSheets ? startCell : 0,
      }),
    onSuccess: () => {
      setOpened(null);
      announce(t('labels.queued', { count: ids.length * copies }));
    },
    onError: () => setOpened(null),
  });
  const pdf = useMutation({
    mutationFn: () => client.labels.savePdf(selection),
    onSuccess: ({ path }) => {
      if (path !== null) announce(t('labels.pdfSaved', { path }));
    },
  });
  const error = print.error ?? pdf.error ?? preview.error;
  const problems = preview.data?.problems ?? [];
  const none = ids.length === 0;
  const tooLarge = medium !== undefined && template.chosen !== null && !fitsOn(medium, size);
  const start = () => {
    if (chosen === undefined) return;
    if (copies > copiesAskedAbove && !encodes) setOpened('many');
    else print.mutate(chosen.id);
  };
  return (
    <Panel title={t('labels.print')}>
      <div className={classes['columns']}>
        <Stack gap="sm">
          <WhatIsPrinted kind={kind} ids={ids} names={template.names} />
          <Select
            label={t('labels.template')}
            allowDeselect={false}
            data={template.offered.map(({ id, name, category }) => ({
              value: id,
              label: [word('labelTemplate', name), ...(category === null ? [] : [category.name])].join(' · '),
            }))}
            value={templateId === '' ? null : templateId}
            onChange={(value) => template.choose(value ?? '')}
          />
          {chosen === undefined ? (
            <Text size="sm" c="dimmed">
              {t('labels.noPrinter')}{' '}
              <Anchor href={hrefTo('/settings', { tab: 'printers' })} inherit underline="always">
                {t('labels.addPrinter')}
              </Anchor>
            </Text>
          ) : (
            <>
              <Select
                label={t('labels.printer')}
                allowDeselect={false}
                data={printers.map(({ id, name }) => ({ value: String(id), label: name }))}
                value={String(chosen.id)}
                onChange={(value) => setPrinter(value ?? '')}
              />
              <PrinterState id={chosen.id} />
              {medium === undefined ? null : (
                <Text size="xs" style={{ color: tooLarge ? 'var(--qm-bad)' : 'var(--mantine-color-dimmed)' }}>
                  {t(tooLarge ? 'labels.tooLarge' : 'labels.loaded', { medium: nameOfKey(medium.key) ?? '' })}
                </Text>
              )}
            </>
          )}
          {onSheets ? (
            <CellChooser medium={medium} count={ids.length * copies} startCell={startCell} onChange={setStartCell} />
          ) : null}
          {encodes ? null : (
            <NumberInput
              label={t('labels.copies')}
              w={120}
              min={1}
              max={mostCopies}
              allowDecimal={false}
              value={copies}
              onChange={(value) => setCopies(Math.min(mostCopies, Math.max(1, Number(value) || 1)))}
            />
          )}
          {mayEncode ? (
            <Checkbox
              label={t('labels.encode')}
              description={t('labels.encodeHint')}
              checked={encode === 'yes'}
              onChange={(event) => setEncode(event.currentTarget.checked ? 'yes' : 'no')}
            />
          ) : null}
          <Checkbox
            label={t('proof.wanted')}
            checked={proof === 'yes'}
            onChange={(event) => setProof(event.currentTarget.checked ? 'yes' : 'no')}
          />
          {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
          <Group gap="xs">
            <Button
              leftSection={<IconPrinter size={16} />}
              disabled={none || chosen === undefined || problems.length > 0 || tooLarge}
              loading={print.isPending}
              onClick={start}
            >
              {none ? t('labels.print') : t('labels.printNow', { count: ids.length * (encodes ? 1 : copies) })}
            </Button>
            <Button
              variant="default"
              leftSection={<IconFileTypePdf size={16} />}
              disabled={none || problems.length > 0}
              loading={pdf.isPending}
              onClick={() => pdf.mutate()}
            >
              {t('labels.savePdf')}
            </Button>
            <Button
              variant="default"
              leftSection={<IconLayoutGrid size={16} />}
              disabled={none || problems.length > 0}
              onClick={() => setOpened('sheet')}
            >
              {t('sheets.open')}
            </Button>
          </Group>
        </Stack>
        <div className={classes['preview']}>
          {preview.data?.layout ? <LabelPreview layout={preview.data.layout} label={t('labels.preview')} /> : null}
          {problems.map((problem) => (
            <FailureAlert key={`${problem.element}-${problem.code}`} sentence={sentenceOfProblem(problem)} />
          ))}
          <Text size="xs" c="dimmed">
            {none ? t('labels.previewSample') : t('labels.previewFirst')}
          </Text>
        </div>
      </div>
      {opened === 'sheet' ? <SheetDialog selection={selection} size={size} onClose={() => setOpened(null)} /> : null}
      {opened === 'many' && chosen !== undefined ? (
        <ConfirmDialog
          title={t('labels.manyTitle', { count: ids.length * copies })}
          confirmLabel={t('labels.printNow', { count: ids.length * copies })}
          busy={print.isPending}
          onConfirm={() => print.mutate(chosen.id)}
          onClose={() => setOpened(null)}
        >
          {t('labels.manyHint', { copies })}
        </ConfirmDialog>
      ) : null}
    </Panel>
  );
}
