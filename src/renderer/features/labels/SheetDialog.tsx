import { Group, NumberInput, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { cellsOf, fitsOn, media, mediumOf } from '#shared/features/labels/media.ts';
import type { PrintedKind } from '#shared/features/labels/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t } from '#renderer/ui/text/t.ts';
import { CellChooser } from './CellChooser.tsx';
import { mediumGroups } from './medium-choice.ts';

interface SheetDialogProps {
  selection: { kind: PrintedKind; ids: number[]; templateId: string };
  size: { widthMm: number; heightMm: number };
  onClose: () => void;
}

const sheets = media.filter(({ sheet }) => sheet !== undefined);
const asMillimetres = (um: string) => Number(um) / 1000;

/** Labels on sheets of an office printer, as a PDF: which sheet, where to begin, and how far that printer is off. */
export function SheetDialog({ selection, size, onClose }: SheetDialogProps) {
  const fitting = sheets.filter((medium) => fitsOn(medium, size));
  const [remembered, setRemembered] = useRemembered('label-sheet', '');
  const [right, setRight] = useRemembered('label-sheet.right', '0');
  const [down, setDown] = useRemembered('label-sheet.down', '0');
  const [startCell, setStartCell] = useState(0);
  const medium = fitting.find(({ key }) => key === remembered) ?? fitting[0];
  const count = selection.ids.length;
  const save = useMutation({
    mutationFn: (mediumKey: string) =>
      client.labels.saveSheetPdf({
        ...selection,
        mediumKey,
        startCell,
        offsetXUm: Number(right),
        offsetYUm: Number(down),
      }),
    onSuccess: ({ path }) => {
      if (path === null) return;
      announce(t('labels.pdfSaved', { path }));
      onClose();
    },
  });
  const choose = (key: string | null) => {
    const next = mediumOf(key);
    if (next?.sheet === undefined) return;
    setRemembered(next.key);
    setStartCell((present) => Math.min(present, next.sheet === undefined ? 0 : cellsOf(next.sheet) - 1));
  };
  return (
    <FormModal
      title={t('sheets.title')}
      submitLabel={t('labels.savePdf')}
      size="lg"
      busy={save.isPending}
      failure={medium === undefined ? t('sheets.noneFits') : save.error === null ? null : sentenceOfError(save.error)}
      submitDisabled={medium === undefined}
      onSubmit={() => medium !== undefined && save.mutate(medium.key)}
      onClose={onClose}
    >
      <Select
        label={t('sheets.sheet')}
        searchable
        allowDeselect={false}
        data={mediumGroups(fitting)}
        value={medium?.key ?? null}
        onChange={choose}
      />
      {medium === undefined ? null : (
        <CellChooser medium={medium} count={count} startCell={startCell} onChange={setStartCell} />
      )}
      <Group grow align="start">
        <NumberInput
          label={t('sheets.right')}
          suffix=" mm"
          min={-20}
          max={20}
          step={0.1}
          decimalScale={3}
          value={asMillimetres(right)}
          onChange={(value) => setRight(String(Math.round(Number(value) * 1000)))}
        />
        <NumberInput
          label={t('sheets.down')}
          suffix=" mm"
          min={-20}
          max={20}
          step={0.1}
          decimalScale={3}
          value={asMillimetres(down)}
          onChange={(value) => setDown(String(Math.round(Number(value) * 1000)))}
        />
      </Group>
    </FormModal>
  );
}
