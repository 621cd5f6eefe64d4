import { NumberInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { mostAtOnce } from '#shared/features/supplies/model.ts';
import type { Article, RecipientRef } from '#shared/features/supplies/model.ts';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { announceWithUndo } from '#renderer/rpc/announce-undo.tsx';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { RecipientFields, recipientOf } from './RecipientFields.tsx';
import type { RecipientValues } from './RecipientFields.tsx';

export const stockActs = ['receive', 'issue', 'takeBack', 'move', 'adjust'] as const;
export type StockAct = (typeof stockActs)[number];

interface MoveStockProps {
  article: Article;
  act: StockAct;
  onClose: () => void;
}

/** Where the quantity comes from, as far as it comes from a place of ours. */
const takesFrom = (act: StockAct) => act === 'issue' || act === 'move' || act === 'adjust';
const putsAt = (act: StockAct) => act === 'receive' || act === 'takeBack' || act === 'move';

interface Values {
  from: string | null;
  to: string | null;
  quantity: number | string;
  recipient: RecipientRef | null;
  note: string | null;
}

function perform(article: Article, act: StockAct, values: Values): Promise<{ movementId: number }> {
  const { note, recipient } = values;
  const articleId = article.id;
  const quantity = Number(values.quantity);
  const [from, to] = [Number(values.from), Number(values.to)];
  switch (act) {
    case 'receive':
      return client.supplies.receive({ articleId, placeId: to, quantity, note });
    case 'issue':
      if (recipient === null) throw new Error('an issue without a recipient can not be sent');
      return client.supplies.issue({ articleId, placeId: from, quantity, recipient, note });
    case 'takeBack':
      return client.supplies.takeBack({ articleId, placeId: to, quantity, recipient, note });
    case 'move':
      return client.supplies.move({ articleId, fromPlaceId: from, toPlaceId: to, quantity, note });
    case 'adjust':
      return client.supplies.adjust({
        articleId,
        placeId: from,
        before: article.bins.find(({ place }) => place.id === from)?.quantity ?? 0,
        quantity,
        reason: note ?? '',
      });
  }
}

/** One dialog for everything that changes a stock: how many, from where, to where or whom. */
export function MoveStock({ article, act, onClose }: MoveStockProps) {
  const places = usePlaceChoices();
  const [fullest] = article.bins;
  const home = fullest === undefined ? null : String(fullest.place.id);
  const [from, setFrom] = useState(home);
  const [to, setTo] = useState(act === 'move' ? null : home);
  const [quantity, setQuantity] = useState<number | string>(act === 'adjust' ? '' : 1);
  const [recipient, setRecipient] = useState<RecipientValues>({ kind: 'person', id: null, name: '' });
  const [note, setNote] = useState('');
  const saving = useMutation({
    mutationFn: () =>
      perform(article, act, { from, to, quantity, recipient: recipientOf(recipient), note: note.trim() || null }),
    onSuccess: ({ movementId }) => {
      announceWithUndo(t(`supplies.done.${act}`, { name: article.name }), () => client.supplies.undo({ movementId }));
      onClose();
    },
  });
  const bins = article.bins.map((bin) => ({
    value: String(bin.place.id),
    label: t('supplies.binChoice', { place: bin.place.path, count: bin.quantity }),
  }));
  // A place whose books are wrong may be one where they say nothing.
  const sources = act === 'adjust' ? places : bins;
  const incomplete =
    quantity === '' ||
    (takesFrom(act) && from === null) ||
    (putsAt(act) && to === null) ||
    (act === 'issue' && recipientOf(recipient) === null) ||
    (act === 'adjust' && note.trim() === '');
  const there = article.bins.find(({ place }) => String(place.id) === from)?.quantity ?? 0;
  return (
    <FormModal
      title={t(`supplies.title.${act}`, { name: article.name })}
      submitLabel={word('supplyAct', act)}
      submitDisabled={incomplete}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <NumberInput
        label={t(act === 'adjust' ? 'supplies.reallyThere' : 'field.quantity')}
        description={act === 'adjust' ? t('supplies.booksSay', { count: there, unit: article.unit }) : article.unit}
        data-autofocus
        withAsterisk
        min={act === 'adjust' ? 0 : 1}
        max={mostAtOnce}
        allowDecimal={false}
        value={quantity}
        onChange={setQuantity}
      />
      {takesFrom(act) ? (
        <SearchableSelect
          label={t(act === 'adjust' ? 'field.place' : 'supplies.from')}
          withAsterisk
          data={sources}
          value={from}
          onChange={setFrom}
        />
      ) : null}
      {putsAt(act) ? (
        <SearchableSelect label={t('supplies.to')} withAsterisk data={places} value={to} onChange={setTo} />
      ) : null}
      {act === 'issue' || act === 'takeBack' ? (
        <RecipientFields act={act} values={recipient} change={setRecipient} />
      ) : null}
      <TextInput
        label={t(act === 'adjust' ? 'field.reason' : 'field.note')}
        withAsterisk={act === 'adjust'}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  );
}
