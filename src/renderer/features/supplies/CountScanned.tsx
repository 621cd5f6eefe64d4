import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { CountedQuantity } from '#shared/features/stocktakes/model.ts';
import { mostAtOnce } from '#shared/features/supplies/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';

interface CountScannedProps {
  stocktakeId: number;
  placeId: number;
  supply: CountedQuantity;
}

/** Each scan was one more; whoever has a box of them before him types how many there are. */
export function CountScanned({ stocktakeId, placeId, supply }: CountScannedProps) {
  const { id: articleId, code, name, unit, booked } = supply;
  const [quantity, setQuantity] = useState<number | string>(supply.counted);
  const [kept, setKept] = useState(supply.counted);
  const count = useAction(
    (counted: number) =>
      articleId === null
        ? client.supplies.countListed({ stocktakeId, code, placeId, quantity: counted })
        : client.supplies.count({ stocktakeId, articleId, placeId, quantity: counted }),
    () => setKept(Number(quantity)),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typeof quantity === 'number') count.mutate(quantity);
  };
  return (
    <form onSubmit={submit} aria-label={t('supplies.countScanned', { name })}>
      <Group gap="sm" mt={10} align="end">
        <NumberInput
          size="md"
          w={150}
          label={t('supplies.howMany', { unit })}
          min={0}
          max={mostAtOnce}
          allowDecimal={false}
          value={quantity}
          onChange={setQuantity}
        />
        <Button
          size="md"
          type="submit"
          variant="default"
          loading={count.isPending}
          disabled={typeof quantity !== 'number' || quantity === kept}
        >
          {t('supplies.keepIt')}
        </Button>
        <Text size="sm" pb={11}>
          {booked === null ? t('supplies.oneMoreByScan') : t('supplies.booksSay', { count: booked })}
        </Text>
      </Group>
    </form>
  );
}
