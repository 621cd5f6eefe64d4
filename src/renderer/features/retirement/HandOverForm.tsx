import { Alert, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isSignature, signatureAspect } from '#shared/features/custody/signature.ts';
import type { Signature } from '#shared/features/custody/signature.ts';
import { certificationOn } from '#shared/features/retirement/lot.ts';
import type { Lot } from '#shared/features/retirement/lot.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SignaturePad } from '#renderer/ui/SignaturePad.tsx';
import { formatDay, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** A lot leaves: who takes it signs for it. Whether he is certified today is said before. */
export function HandOverForm({ lot, onClose }: { lot: Lot; onClose: () => void }) {
  const [carrier, setCarrier] = useState('');
  const [receiver, setReceiver] = useState('');
  const [signature, setSignature] = useState<Signature>([]);
  const { data } = useQuery(rpc.retirement.listCertifications.queryOptions({ input: { supplierId: lot.recycler.id } }));
  const verdict = data === undefined ? null : certificationOn(data, lot.outcome, today());
  const save = useMutation({
    mutationFn: () =>
      client.retirement.handOverLot({
        id: lot.id,
        version: lot.version,
        carrier: carrier.trim(),
        receiver: receiver.trim(),
        signature,
      }),
    onSuccess: () => {
      announce(t('lots.handedOverDone', { count: lot.assets.length }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('lots.handOverTo', { recycler: lot.recycler.name })}
      submitLabel={t('lots.handOver')}
      size="lg"
      busy={save.isPending}
      submitDisabled={verdict?.allowed !== true || receiver.trim() === '' || !isSignature(signature)}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {verdict === null ? null : verdict.allowed ? (
        verdict.certificate === null ? null : (
          <Text size="sm">
            {t('lots.certifiedUntil', {
              scheme: word('recyclerScheme', verdict.certificate.scheme),
              number: verdict.certificate.number,
              day: formatDay(verdict.certificate.validUntil),
            })}
          </Text>
        )
      ) : (
        <Alert color="red" variant="light" role="alert">
          {verdict.expired === null
            ? t('lots.notCertified', { recycler: lot.recycler.name })
            : t('lots.certificationEnded', { recycler: lot.recycler.name, day: formatDay(verdict.expired) })}
        </Alert>
      )}
      <Text size="sm">{t('lots.handOverHint', { count: lot.assets.length })}</Text>
      <TextInput
        label={t('lots.receiver')}
        withAsterisk
        data-autofocus
        maxLength={200}
        value={receiver}
        onChange={(event) => setReceiver(event.currentTarget.value)}
      />
      <TextInput
        label={t('lots.carrier')}
        description={t('lots.carrierHint')}
        maxLength={200}
        value={carrier}
        onChange={(event) => setCarrier(event.currentTarget.value)}
      />
      <Text size="sm" fw={600}>
        {t('lots.signature')}
      </Text>
      <SignaturePad label={t('lots.signature')} aspect={signatureAspect} strokes={signature} onChange={setSignature} />
    </FormModal>
  );
}
