import { Alert, Loader, Modal, SegmentedControl, Text, TextInput, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandoverDraft } from '#shared/features/custody/handover-contract.ts';
import { receiptNumber } from '#shared/features/custody/model.ts';
import { isSignature, signatureAspect } from '#shared/features/custody/signature.ts';
import type { Signature } from '#shared/features/custody/signature.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SignaturePad } from '#renderer/ui/SignaturePad.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from './handover.module.css';
import { HandoverItems } from './HandoverItems.tsx';

interface SignHandoverProps {
  custodyIds: readonly number[];
  onClose: () => void;
}

/** One receipt and one signature over everything that was handed over, with the texts that go with it. */
export function SignHandover({ custodyIds, onClose }: SignHandoverProps) {
  const draft = useQuery(rpc.custody.handoverDraft.queryOptions({ input: { custodyIds: [...custodyIds] } }));
  if (draft.data === undefined) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('handover.title')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        {draft.error === null ? <Loader size="sm" /> : <FailureAlert sentence={sentenceOfError(draft.error)} />}
      </Modal>
    );
  }
  // A hand-over or a wording that changed meanwhile is shown anew, and asks for a new signature.
  const shown = draft.data.items.map(({ custodyId }) => custodyId).join();
  const wordings = draft.data.texts.map(({ versionId }) => versionId).join();
  return <SignForm key={`${shown} ${wordings}`} draft={draft.data} onClose={onClose} />;
}

function SignForm({ draft, onClose }: { draft: HandoverDraft; onClose: () => void }) {
  const [signer, setSigner] = useState(draft.custodian.kind === 'person' ? draft.custodian.name : '');
  const [outcome, setOutcome] = useState<'signed' | 'refused'>('signed');
  const [signature, setSignature] = useState<Signature>([]);
  const [reason, setReason] = useState('');
  const complete = signer.trim() !== '' && (outcome === 'signed' ? isSignature(signature) : reason.trim() !== '');
  const sign = useMutation({
    mutationFn: () =>
      client.custody.signHandover({
        custodyIds: draft.items.map(({ custodyId }) => custodyId),
        textVersionIds: draft.texts.map(({ versionId }) => versionId),
        signer,
        answer: outcome === 'signed' ? { outcome, signature } : { outcome, reason },
      }),
    onSuccess: ({ number }) => {
      announce(t(outcome === 'signed' ? 'handover.kept' : 'handover.refusalKept', { number: receiptNumber(number) }));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('handover.titleFor', { name: draft.custodian.name, count: draft.items.length })}
      size={1080}
      submitLabel={t(outcome === 'signed' ? 'handover.keep' : 'handover.keepRefusal')}
      submitDisabled={!complete}
      busy={sign.isPending}
      failure={sign.error === null ? null : sentenceOfError(sign.error)}
      onSubmit={() => sign.mutate()}
      onClose={onClose}
    >
      <div className={classes['columns']}>
        <div className={classes['read']} tabIndex={0} role="region" aria-label={t('handover.receipt')}>
          <HandoverItems items={draft.items} />
          {draft.texts.length === 0 ? <Alert color="yellow">{t('handover.noTexts')}</Alert> : null}
          {draft.texts.map((text) => (
            <section key={text.versionId} className={classes['text']}>
              <h3>{text.title}</h3>
              <p>{text.body}</p>
              <Text size="xs" c="dimmed">
                {t('handover.wording', { version: text.version, digest: text.sha256.slice(0, 12) })}
              </Text>
            </section>
          ))}
        </div>
        <div className={classes['sign']}>
          <TextInput
            label={t('handover.signer')}
            value={signer}
            maxLength={120}
            onChange={(event) => setSigner(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label={t('handover.answer')}
            data={[
              { value: 'signed', label: t('handover.signs') },
              { value: 'refused', label: t('handover.refuses') },
            ]}
            value={outcome}
            onChange={(value) => setOutcome(value === 'refused' ? 'refused' : 'signed')}
          />
          {outcome === 'signed' ? (
            <>
              <Text size="sm">{t('handover.declaration', { count: draft.items.length })}</Text>
              <SignaturePad
                label={t('handover.signature')}
                aspect={signatureAspect}
                strokes={signature}
                onChange={setSignature}
              />
            </>
          ) : (
            <Textarea
              label={t('handover.refusalReason')}
              description={t('handover.refusalHint')}
              autosize
              minRows={4}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </div>
      </div>
    </FormModal>
  );
}
