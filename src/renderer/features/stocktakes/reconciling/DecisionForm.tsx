import { Button, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { decisionsFor, needsNote, varianceCauses, varianceDecisions } from '#shared/features/stocktakes/model.ts';
import type { StocktakeLine, VarianceCause, VarianceDecision } from '#shared/features/stocktakes/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

interface DecisionFormProps {
  id: number;
  lines: readonly StocktakeLine[];
  register: (code: string) => void;
  onClose: () => void;
  onDone: () => void;
}

/** So many lines go into one command. */
const atOnce = 500;

/** Why these differ and what follows; only what suits all of them can be chosen. */
export function DecisionForm({ id, lines, register, onClose, onDone }: DecisionFormProps) {
  const [first] = lines;
  const fitting = varianceDecisions.filter((one) => lines.every((line) => decisionsFor[line.result].includes(one)));
  const [cause, setCause] = useState<VarianceCause | null>(lines.length === 1 ? (first?.cause ?? null) : null);
  const [decision, setDecision] = useState<VarianceDecision | null>(
    (lines.length === 1 ? first?.decision : null) ?? fitting[0] ?? null,
  );
  const [note, setNote] = useState(lines.length === 1 ? (first?.note ?? '') : '');
  const save = useMutation({
    mutationFn: async () => {
      if (cause === null || decision === null) return;
      const lineIds = lines.map((line) => line.id);
      for (let start = 0; start < lineIds.length; start += atOnce)
        await client.stocktakes.decide({
          id,
          lineIds: lineIds.slice(start, start + atOnce),
          cause,
          decision,
          note: note.trim() || null,
        });
    },
    onSuccess: onDone,
  });
  const saysMore = decision !== null && needsNote(decision);
  const code = lines.length === 1 && first?.result === 'unknown' ? first.code : null;
  return (
    <FormModal
      title={
        lines.length === 1
          ? t('stocktakes.decideOne', { item: first?.tag ?? first?.code ?? '' })
          : t('stocktakes.decide', { count: lines.length })
      }
      submitLabel={t('stocktakes.decideNow')}
      busy={save.isPending}
      submitDisabled={cause === null || decision === null || (saysMore && note.trim() === '')}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {lines.length === 1 && first !== undefined ? (
        <Text size="sm">
          {[
            word('lineResult', first.result),
            first.expectedPlace === null ? null : t('stocktakes.recordSays', { place: first.expectedPlace }),
            first.seenPlace === null ? null : t('stocktakes.countedAt', { place: first.seenPlace }),
            first.custodian,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      ) : null}
      <Select
        label={t('stocktakes.cause')}
        withAsterisk
        data-autofocus
        data={varianceCauses.map((value) => ({ value, label: word('varianceCause', value) }))}
        value={cause}
        onChange={(value) => setCause(varianceCauses.find((one) => one === value) ?? null)}
      />
      {fitting.length === 0 ? (
        <Text size="sm" role="alert">
          {t('stocktakes.nothingFits')}
        </Text>
      ) : (
        <Radio.Group
          label={t('stocktakes.decision')}
          value={decision}
          onChange={(value) => setDecision(varianceDecisions.find((one) => one === value) ?? null)}
        >
          <Stack gap={6} mt={4}>
            {fitting.map((value) => (
              <Radio
                key={value}
                value={value}
                label={word('varianceDecision', value)}
                description={t(`stocktakes.decisionHint.${value}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <TextInput
        label={t('stocktakes.note')}
        withAsterisk={saysMore}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {code === null ? null : (
        <Button variant="default" onClick={() => register(code)}>
          {t('stocktakes.registerNow', { code })}
        </Button>
      )}
    </FormModal>
  );
}
