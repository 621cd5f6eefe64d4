import { Anchor, Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfCode, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t } from '#renderer/ui/text/t.ts';
import { useBasket } from './basket.ts';
import classes from './labels.module.css';
import { LabelPreview } from './LabelPreview.tsx';
import { PrinterState } from './PrinterState.tsx';

/** What is printed, how it looks, on which printer. */
export function PrintPanel() {
  const assetIds = useBasket();
  const templates = useQuery(rpc.labels.listTemplates.queryOptions({ staleTime: Infinity })).data ?? [];
  const printers = useQuery(rpc.labels.listPrinters.queryOptions()).data ?? [];
  const [template, setTemplate] = useRemembered('label-template', '');
  const [printer, setPrinter] = useRemembered('label-printer', '');
  const [copies, setCopies] = useState(1);
  const templateId = (templates.find(({ id }) => id === template) ?? templates[0])?.id ?? '';
  const chosen = printers.find(({ id }) => String(id) === printer) ?? printers[0];
  const preview = useQuery(
    rpc.labels.preview.queryOptions({
      input: { templateId, assetId: assetIds[0] ?? null, dpi: chosen?.dpi ?? 203 },
      enabled: templateId !== '',
    }),
  );
  const print = useMutation({
    mutationFn: (printerId: number) => client.labels.print({ assetIds: [...assetIds], templateId, printerId, copies }),
    onSuccess: () => announce(t('labels.queued', { count: assetIds.length * copies })),
  });
  const pdf = useMutation({
    mutationFn: () => client.labels.savePdf({ assetIds: [...assetIds], templateId }),
    onSuccess: ({ path }) => {
      if (path !== null) announce(t('labels.pdfSaved', { path }));
    },
  });
  const error = print.error ?? pdf.error ?? preview.error;
  const problems = preview.data?.problems ?? [];
  const none = assetIds.length === 0;
  return (
    <Panel title={t('labels.print')}>
      <div className={classes['columns']}>
        <Stack gap="sm">
          <Text>{none ? t('labels.noSelection') : t('labels.selection', { count: assetIds.length })}</Text>
          {none ? (
            <Button component="a" href={hrefTo('/assets')} variant="default" style={{ alignSelf: 'start' }}>
              {t('labels.chooseAssets')}
            </Button>
          ) : null}
          <Select
            label={t('labels.template')}
            allowDeselect={false}
            data={templates.map(({ id, name }) => ({ value: id, label: name }))}
            value={templateId === '' ? null : templateId}
            onChange={(value) => setTemplate(value ?? '')}
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
            </>
          )}
          <NumberInput
            label={t('labels.copies')}
            w={120}
            min={1}
            max={99}
            allowDecimal={false}
            value={copies}
            onChange={(value) => setCopies(Math.max(1, Number(value) || 1))}
          />
          {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
          <Group>
            <Button
              leftSection={<IconPrinter size={16} />}
              disabled={none || chosen === undefined || problems.length > 0}
              loading={print.isPending}
              onClick={() => chosen !== undefined && print.mutate(chosen.id)}
            >
              {none ? t('labels.print') : t('labels.printNow', { count: assetIds.length * copies })}
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
          </Group>
        </Stack>
        <div className={classes['preview']}>
          {preview.data?.layout ? <LabelPreview layout={preview.data.layout} label={t('labels.preview')} /> : null}
          {problems.map(({ element, code, neededMm, availableMm }) => (
            <FailureAlert
              key={`${element}-${code}`}
              sentence={sentenceOfCode('labelProblem', code, { neededMm, availableMm })}
            />
          ))}
          <Text size="xs" c="dimmed">
            {none ? t('labels.previewSample') : t('labels.previewFirst')}
          </Text>
        </div>
      </div>
    </Panel>
  );
}
