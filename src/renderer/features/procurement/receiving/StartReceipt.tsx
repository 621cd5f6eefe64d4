import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Order } from '#shared/features/procurement/order.ts';
import { PlaceChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { remember, remembered } from '#renderer/ui/remembered.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ControlField, wantsControl } from '../ControlField.tsx';

const rememberedAs = 'receivingPlace';

/** Where the delivery stands and under which note it came; asked once, remembered for the next one. */
export function StartReceipt({ order, started }: { order: Order; started: (receiptId: number) => void }) {
  const usual = order.deliveryPlace === null ? remembered(rememberedAs) : String(order.deliveryPlace.id);
  const [placeId, setPlaceId] = useState<string | null>(usual);
  const [deliveryNote, setDeliveryNote] = useState('');
  const [control, setControl] = useState('');
  const start = useMutation({
    mutationFn: () =>
      client.procurement.startReceipt({
        orderId: order.id,
        placeId: placeId === null ? null : Number(placeId),
        deliveryNote: deliveryNote.trim(),
        control: control.trim() === '' ? null : control.trim(),
      }),
    onSuccess: ({ receiptId }) => {
      if (placeId !== null) remember(rememberedAs, placeId);
      started(receiptId);
    },
  });
  return (
    <Panel title={`${order.number} · ${order.supplier.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate();
        }}
      >
        <Stack gap="sm">
          <PlaceChoice label={t('field.place')} value={placeId} onChange={setPlaceId} />
          <TextInput
            label={t('procurement.deliveryNote')}
            maxLength={80}
            value={deliveryNote}
            onChange={(event) => setDeliveryNote(event.currentTarget.value)}
          />
          {start.error === null ? null : <FailureAlert sentence={sentenceOfError(start.error)} />}
          {wantsControl(start.error) ? <ControlField value={control} change={setControl} /> : null}
          <Group>
            <Button type="submit" autoFocus loading={start.isPending}>
              {t('procurement.startReceiving')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
