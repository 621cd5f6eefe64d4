import { Button, Group, Modal, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { frameDistanceMm, offsetAfter } from '#shared/features/labels/calibration.ts';
import { mediaFor } from '#shared/features/labels/media.ts';
import { farthestOffsetUm } from '#shared/features/labels/printer-contract.ts';
import type { MediumSettings, Printer } from '#shared/features/labels/printer-contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './labels.module.css';
import { LabelPreview } from './LabelPreview.tsx';
import { mediumGroups } from './medium-choice.ts';

function Measured({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <NumberInput
      label={label}
      suffix=" mm"
      min={0}
      max={22}
      step={0.1}
      decimalScale={2}
      value={value}
      onChange={(next) => {
        if (next !== '' && Number.isFinite(Number(next))) onChange(Number(next));
      }}
    />
  );
}

function optional(value: number | string): number | null {
  return value === '' ? null : Number(value);
}

/** One medium on one printer: print the card, measure, see the offsets follow, print again, save. */
function Adjust({ printer, known, onClose }: { printer: Printer; known: MediumSettings; onClose: () => void }) {
  const [settings, setSettings] = useState(known);
  const [measured, setMeasured] = useState({ left: frameDistanceMm, top: frameDistanceMm });
  const next: MediumSettings = {
    ...settings,
    offsetXUm: offsetAfter(settings.offsetXUm, measured.left, farthestOffsetUm),
    offsetYUm: offsetAfter(settings.offsetYUm, measured.top, farthestOffsetUm),
  };
  const print = useMutation({
    mutationFn: () => client.labels.printCalibration(next),
    onSuccess: () => {
      // What was measured is in the offsets now: the next card is measured anew.
      setSettings(next);
      setMeasured({ left: frameDistanceMm, top: frameDistanceMm });
    },
  });
  const save = useMutation({
    mutationFn: () => client.labels.saveMediumSettings(next),
    onSuccess: () => {
      announce(t('printers.mediumSaved'));
      onClose();
    },
  });
  const card = useQuery(
    rpc.labels.calibrationCard.queryOptions({ input: { printerId: printer.id, mediumKey: known.mediumKey } }),
  ).data;
  const isPage = printer.transport === 'pages';
  const failed = print.data !== undefined && print.data.state !== 'sent' && print.data.state !== 'confirmed';
  const error = print.error ?? save.error;
  return (
    <>
      <div className={classes['card-preview']}>
        {card === undefined ? null : <LabelPreview layout={card} label={t('printers.cardPreview')} />}
      </div>
      <Text size="sm">{t('printers.calibrateHint', { distance: formatNumber(frameDistanceMm) })}</Text>
      <Group grow align="end">
        <Measured
          label={t('printers.measuredLeft')}
          value={measured.left}
          onChange={(left) => setMeasured({ ...measured, left })}
        />
        <Measured
          label={t('printers.measuredTop')}
          value={measured.top}
          onChange={(top) => setMeasured({ ...measured, top })}
        />
      </Group>
      <Text size="sm" c="dimmed" role="status" className="numbers">
        {t('printers.offsets', {
          right: formatNumber(next.offsetXUm / 1000),
          down: formatNumber(next.offsetYUm / 1000),
        })}
      </Text>
      {isPage ? null : (
        <Group grow align="start">
          <NumberInput
            label={t('labels.darkness')}
            min={0}
            max={30}
            allowDecimal={false}
            placeholder={t('labels.printerDecides')}
            value={settings.darkness ?? ''}
            onChange={(value) => setSettings({ ...settings, darkness: optional(value) })}
          />
          <NumberInput
            label={t('printers.speed')}
            min={1}
            max={14}
            allowDecimal={false}
            placeholder={t('labels.printerDecides')}
            value={settings.speed ?? ''}
            onChange={(value) => setSettings({ ...settings, speed: optional(value) })}
          />
        </Group>
      )}
      {failed ? <FailureAlert sentence={sentenceOfCode('printerFault', print.data.reason, { count: 1 })} /> : null}
      {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
      <Group justify="space-between">
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} />}
          loading={print.isPending}
          onClick={() => print.mutate()}
        >
          {t('printers.printCard')}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('action.save')}
        </Button>
      </Group>
    </>
  );
}

/** Prints a card with a frame at a known distance, takes what was measured, and keeps the offsets for this medium. */
export function CalibrationDialog({ printer, onClose }: { printer: Printer; onClose: () => void }) {
  const offered = mediaFor(printer.transport, printer.language);
  const [mediumKey, setMediumKey] = useState(printer.mediumKey ?? offered[0]?.key ?? '');
  const query = useQuery(rpc.labels.printerMedia.queryOptions({ input: { printerId: printer.id } }));
  const blank = {
    printerId: printer.id,
    mediumKey,
    offsetXUm: 0,
    offsetYUm: 0,
    darkness: printer.darkness,
    speed: null,
  };
  const saved = query.data?.find((settings) => settings.mediumKey === mediumKey);
  const { offsetXUm, offsetYUm, darkness, speed } = saved ?? blank;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('printers.calibrateTitle', { name: printer.name })}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="sm">
        <Select
          label={t('printers.medium')}
          searchable
          allowDeselect={false}
          data={mediumGroups(offered)}
          value={mediumKey}
          onChange={(value) => setMediumKey(value ?? mediumKey)}
        />
        {query.error === null ? null : (
          <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
        )}
        {query.isSuccess ? (
          <Adjust
            key={mediumKey}
            printer={printer}
            known={{ printerId: printer.id, mediumKey, offsetXUm, offsetYUm, darkness, speed }}
            onClose={onClose}
          />
        ) : null}
      </Stack>
    </Modal>
  );
}
