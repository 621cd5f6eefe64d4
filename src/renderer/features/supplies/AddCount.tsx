import { Button, Group, NumberInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { mostAtOnce } from '#shared/features/supplies/model.ts';
import { usePlaceChoices } from '#renderer/features/assets/use-register-choices.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { AskingSelect, useAsked } from '#renderer/ui/AskingSelect.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Something lies where the books know of none. */
export function AddCount({ stocktakeId }: { stocktakeId: number }) {
  const places = usePlaceChoices();
  const { asked, ask } = useAsked();
  const articles = useQuery(
    rpc.supplies.list.queryOptions({
      input: { limit: 30, ...(asked === '' ? {} : { search: asked }) },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const [articleId, setArticleId] = useState<string | null>(null);
  const [placeId, setPlaceId] = useState<string | null>(null);
  const [quantity, setQuantity] = useState<number | string>('');
  const count = useAction(
    () =>
      client.supplies.count({
        stocktakeId,
        articleId: Number(articleId),
        placeId: Number(placeId),
        quantity: Number(quantity),
      }),
    () => {
      setArticleId(null);
      setQuantity('');
    },
  );
  const complete = articleId !== null && placeId !== null && typeof quantity === 'number';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) count.mutate(undefined);
  };
  return (
    <form onSubmit={submit} aria-label={t('supplies.addCount')}>
      <Group align="end" gap="sm">
        <AskingSelect
          label={t('supplies.alsoThere')}
          style={{ flex: 1 }}
          data={(articles?.rows ?? []).map(({ id, name, code }) => ({ value: String(id), label: `${name} · ${code}` }))}
          value={articleId}
          onChange={setArticleId}
          ask={ask}
        />
        <SearchableSelect
          label={t('field.place')}
          style={{ flex: 1 }}
          data={places}
          value={placeId}
          onChange={setPlaceId}
        />
        <NumberInput
          label={t('field.quantity')}
          w={110}
          min={0}
          max={mostAtOnce}
          allowDecimal={false}
          value={quantity}
          onChange={setQuantity}
        />
        <Button type="submit" variant="default" disabled={!complete} loading={count.isPending}>
          {t('supplies.addCount')}
        </Button>
      </Group>
    </form>
  );
}
