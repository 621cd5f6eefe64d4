import { Anchor, Button, Checkbox, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PrintedKind } from '#shared/features/labels/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
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
import { sentenceOfProblem } from './problem-text.ts';
import { useTemplateChoice } from './use-template-choice.ts';

const lists: Readonly<Record<PrintedKind, string>> = { asset: '/assets', person: '/people', place: '/places' };
/** Names that are told of what is about to be printed; of the rest the number is. */
const namesTold = 6;

function WhatIsPrinted({ kind, ids, names }: { kind: PrintedKind; ids: readonly number[]; names: readonly string[] }) {
  if (ids.length === 0) {
    return (
      <>
        <Text>{t('labels.noSelection')}</Text>
        <Group gap="xs">
          {(['asset', 'person', 'place'] as const).map((each) => (
            <Button key={each} component="a" href={hrefTo(lists[each])} variant="default" size="compact-md">
              {t(`labels.choose.${each}`)}
            </Button>
          ))}
        </Group>
      </>
    );
  }
  const told = names.slice(0, namesTold).join(', ');
  const more = ids.length - Math.min(ids.length, namesTold);
  return (
    <div>
      <Text fw={600}>{t(`labels.selection.${kind}`, { count: ids.length })}</Text>
      <Text size="sm" c="dimmed">
        {more > 0 ? t('labels.andMore', { names: told, count: more }) : told}
      </Text>
    </div>
  );
}

/** What is printed, how it looks, on which printer. */
export function PrintPanel() {
  const basket = useBasket();
  const { kind, ids } = basket;
  const printers = useQuery(rpc.labels.listPrinters.queryOptions()).data ?? [];
  const [printer, setPrinter] = useRemembered('label-printer', '');
  const [copies, setCopies] = useState(1);
  const [proof, setProof] = useRemembered('label-proof', 'no');
  const chosen = printers.find(({ id }) => String(id) === printer) ?? printers[0];
  const template = useTemplateChoice(basket, chosen?.id ?? null);
  const templateId = template.chosen?.id ?? '';
  const preview = useQuery(
    rpc.labels.preview.queryOptions({
      input: { templateId, id: ids[0] ?? null, dpi: chosen?.dpi ?? 203 },
      enabled: templateId !== '',
    }),
  );
  const selection = { kind, ids: [...ids], templateId };
  const print = useMutation({
    mutationFn: (printerId: number) => client.labels.print({ ...selection, printerId, copies, proof: proof === 'yes' }),
    onSuccess: () => announce(t('labels.queued', { count: ids.length * copies })),
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
              label: category === null ? name : `${name} · ${category.name}`,
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
          <Checkbox
            label={t('proof.wanted')}
            checked={proof === 'yes'}
            onChange={(event) => setProof(event.currentTarget.checked ? 'yes' : 'no')}
          />
          {error === null ? null : <FailureAlert sentence={sentenceOfError(error)} />}
          <Group>
            <Button
              leftSection={<IconPrinter size={16} />}
              disabled={none || chosen === undefined || problems.length > 0}
              loading={print.isPending}
              onClick={() => chosen !== undefined && print.mutate(chosen.id)}
            >
              {none ? t('labels.print') : t('labels.printNow', { count: ids.length * copies })}
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
          {problems.map((problem) => (
            <FailureAlert key={`${problem.element}-${problem.code}`} sentence={sentenceOfProblem(problem)} />
          ))}
          <Text size="xs" c="dimmed">
            {none ? t('labels.previewSample') : t('labels.previewFirst')}
          </Text>
        </div>
      </div>
    </Panel>
  );
}
