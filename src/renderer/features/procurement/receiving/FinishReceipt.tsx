import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Receipt } from '#shared/features/procurement/receiving.ts';
import type { EntrySound } from '#renderer/features/assets/entry/use-entry-desk.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { failureOf, sentenceOfError } from '#renderer/rpc/failure.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { t } from '#renderer/ui/text/t.ts';

interface FinishReceiptProps {
  receipt: Receipt;
  settled: () => Promise<unknown>;
  left: () => void;
  play: (sound: EntrySound) => void;
}

const noLabels = 'none';

/** Labels if wanted, then everything enters the register at once. */
export function FinishReceipt({ receipt, settled, left, play }: FinishReceiptProps) {
  const [printer, setPrinter] = useRemembered('receivingPrinter', noLabels);
  const [template, setTemplate] = useRemembered('receivingTemplate', '');
  const printers = useQuery(rpc.labels.listPrinters.queryOptions()).data ?? [];
  const templates = (useQuery(rpc.labels.listTemplates.queryOptions()).data ?? []).filter(
    ({ subject }) => subject === 'asset',
  );
  const chosen = templates.find(({ id }) => id === template) ?? templates[0];
  const printerId = printers.find(({ id }) => String(id) === printer)?.id ?? null;
  const taken = receipt.units.filter(({ verdict }) => verdict !== 'fail').length;
  const finish = useMutation({
    mutationFn: async (despiteOverDelivery: boolean) => {
      await settled();
      const labels = printerId === null || chosen === undefined ? null : { printerId, templateId: chosen.id };
      return client.procurement.finishReceipt({ receiptId: receipt.id, despiteOverDelivery, labels });
    },
    onSuccess: () => play('done'),
    onError: () => play('failure'),
  });
  if (finish.data !== undefined) return <Finished receipt={receipt} result={finish.data} left={left} />;
  const over = failureOf(finish.error).code === 'OVER_DELIVERY' && finish.error !== null;
  return (
    <Panel>
      <Stack gap="sm">
        <Group grow align="start">
          <Select
            label={t('procurement.labelPrinter')}
            allowDeselect={false}
            data={[
              { value: noLabels, label: t('procurement.noLabels') },
              ...printers.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            value={printerId === null ? noLabels : printer}
            onChange={(value) => setPrinter(value ?? noLabels)}
          />
          <Select
            label={t('procurement.labelSize')}
            allowDeselect={false}
            disabled={printerId === null}
            data={templates.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen?.id ?? null}
            onChange={(value) => setTemplate(value ?? '')}
          />
        </Group>
        {finish.error === null || over ? null : <FailureAlert sentence={sentenceOfError(finish.error)} />}
        <Group>
          <Button loading={finish.isPending} disabled={receipt.units.length === 0} onClick={() => finish.mutate(false)}>
            {taken === 0 ? t('procurement.finishNone') : t('procurement.finish', { count: taken })}
          </Button>
        </Group>
      </Stack>
      {over ? (
        <ConfirmDialog
          title={t('procurement.overDelivery')}
          confirmLabel={t('procurement.takeAnyway')}
          busy={finish.isPending}
          onConfirm={() => finish.mutate(true)}
          onClose={() => finish.reset()}
        >
          {sentenceOfError(finish.error)}
        </ConfirmDialog>
      ) : null}
    </Panel>
  );
}

interface FinishedProps {
  receipt: Receipt;
  result: { assets: { id: number; tag: string }[]; rma: string | null };
  left: () => void;
}

function Finished({ receipt, result: { assets, rma }, left }: FinishedProps) {
  return (
    <Panel>
      <Stack gap="sm" role="status">
        <Text fw={600}>
          {assets.length === 0
            ? t('procurement.doneNone')
            : t('procurement.done', {
                count: assets.length,
                first: assets[0]?.tag ?? '',
                last: assets.at(-1)?.tag ?? '',
              })}
        </Text>
        {rma === null ? null : <Text size="sm">{t('procurement.returned', { rma })}</Text>}
        <Group gap="xs">
          <Button autoFocus onClick={left}>
            {t('procurement.next')}
          </Button>
          <Button variant="default" component="a" href={hrefTo(`/acquire/orders/${receipt.order.id}`)}>
            {t('procurement.toOrder')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
