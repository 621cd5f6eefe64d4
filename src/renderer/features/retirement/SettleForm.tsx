import { Group, Text, TextInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { shareOut } from '#shared/features/retirement/lot.ts';
import type { Lot } from '#shared/features/retirement/lot.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { formatMoney } from '#renderer/ui/text/format.ts';
import { moneyOfText } from '#renderer/ui/text/money.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Whole minor units of what was typed; nothing typed is nothing. */
function minorOf(text: string, currency: string): number | null {
  return text.trim() === '' ? 0 : (moneyOfText(text, currency)?.minor ?? null);
}

/** What a lot came to in money: an amount for all is shared out by weight, to the cent. */
export function SettleForm({ lot, onClose }: { lot: Lot; onClose: () => void }) {
  const [proceeds, setProceeds] = useState('');
  const [cost, setCost] = useState('');
  const [note, setNote] = useState('');
  const proceedsMinor = minorOf(proceeds, lot.currency);
  const costMinor = minorOf(cost, lot.currency);
  const differs = lot.missing.length + lot.unknown.length > 0;
  const save = useMutation({
    mutationFn: () =>
      client.retirement.settleLot({
        id: lot.id,
        version: lot.version,
        amounts: { proceedsMinor: proceedsMinor ?? 0, costMinor: costMinor ?? 0 },
        note,
      }),
    onSuccess: onClose,
  });
  const [first] = shareOut(
    (proceedsMinor ?? 0) - (costMinor ?? 0),
    lot.assets.map(({ weightGrams }) => weightGrams ?? 0),
  );
  const [firstAsset] = lot.assets;
  return (
    <FormModal
      title={t('lots.settle')}
      submitLabel={t('lots.settle')}
      busy={save.isPending}
      submitDisabled={proceedsMinor === null || costMinor === null || (differs && note.trim() === '')}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Group grow>
        <TextInput
          label={`${t('lots.proceeds')} (${lot.currency})`}
          data-autofocus
          inputMode="decimal"
          value={proceeds}
          error={proceedsMinor === null ? t('lots.noAmount') : null}
          onChange={(event) => setProceeds(event.currentTarget.value)}
        />
        <TextInput
          label={`${t('lots.cost')} (${lot.currency})`}
          inputMode="decimal"
          value={cost}
          error={costMinor === null ? t('lots.noAmount') : null}
          onChange={(event) => setCost(event.currentTarget.value)}
        />
      </Group>
      {first === undefined || firstAsset === undefined ? null : (
        <Text size="sm">
          {t('lots.shareHint', {
            tag: firstAsset.asset.tag,
            amount: formatMoney({ minor: first, currency: lot.currency }),
          })}
        </Text>
      )}
      <Textarea
        label={t('retirement.note')}
        description={differs ? t('lots.differencesHint') : null}
        withAsterisk={differs}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
