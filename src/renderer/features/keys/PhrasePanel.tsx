import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconPrinter, IconUserCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeysOverview, PhraseRequest } from '#shared/features/keys/model.ts';
import { useSession } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { PasswordModal } from './PasswordModal.tsx';

interface PhrasePanelProps {
  overview: KeysOverview;
  /** Gets the phrase, which is shown this once. */
  issued: (phrase: string) => void;
}

/** A new recovery phrase in place of the one that was printed: by one administrator alone only where there is no other. */
export function PhrasePanel({ overview, issued }: PhrasePanelProps) {
  const { phrase, needsSecond, request } = overview;
  const { operator: own } = useSession();
  const [open, setOpen] = useState<'ask' | 'make' | null>(null);
  const confirmed = request !== null && request.confirmedBy !== null && request.askedById === own.id;
  const mayMake = !needsSecond || confirmed;
  return (
    <Panel title={t('auth.recoveryPhrase')}>
      <Stack gap="md">
        <Text size="sm">{t('keys.phraseHint')}</Text>
        <FactList
          facts={[
            {
              label: t('keys.phrasePrinted'),
              value:
                phrase === null
                  ? t('keys.sinceSetUp')
                  : t('keys.changedBy', { at: formatInstant(phrase.at), name: phrase.by }),
            },
          ]}
        />
        {request === null ? null : <Request request={request} own={request.askedById === own.id} />}
        <Group>
          {mayMake ? (
            <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => setOpen('make')}>
              {t('keys.makePhrase')}
            </Button>
          ) : null}
          {needsSecond && request === null ? (
            <Button variant="default" leftSection={<IconUserCheck size={16} />} onClick={() => setOpen('ask')}>
              {t('keys.askForPhrase')}
            </Button>
          ) : null}
        </Group>
      </Stack>
      {open === 'ask' ? <AskForPhrase onClose={() => setOpen(null)} /> : null}
      {open === 'make' ? (
        <PasswordModal
          title={t('keys.makeTitle')}
          submitLabel={t('keys.makeNow')}
          act={(password) => client.keys.issuePhrase({ password })}
          done={({ recoveryPhrase }) => issued(recoveryPhrase)}
          onClose={() => setOpen(null)}
        >
          <Text size="sm">{t('keys.makeHint')}</Text>
        </PasswordModal>
      ) : null}
    </Panel>
  );
}

/** What waits: for the second administrator, or for the one who asked. */
function Request({ request, own }: { request: PhraseRequest; own: boolean }) {
  const decide = useMutation(rpc.keys.decidePhrase.mutationOptions());
  const facts = { name: request.askedBy, until: formatInstant(request.expiresAt) };
  const confirmed = request.confirmedBy !== null;
  return (
    <Alert
      variant="light"
      color={confirmed ? 'green' : 'yellow'}
      title={confirmed ? t('keys.confirmedBy', { name: request.confirmedBy }) : t('keys.waits', facts)}
    >
      <Stack gap="xs">
        <Text size="sm">{request.reason}</Text>
        <Text size="sm">{t(confirmed ? 'keys.confirmedHint' : 'keys.waitsHint', facts)}</Text>
        {confirmed ? null : (
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => decide.mutate({ id: request.id, confirmed: false })}
            >
              {t(own ? 'auth.withdrawRole' : 'auth.refuseRole')}
            </Button>
            {own ? null : (
              <Button size="compact-sm" onClick={() => decide.mutate({ id: request.id, confirmed: true })}>
                {t('auth.confirmRole')}
              </Button>
            )}
          </Group>
        )}
        {decide.error === null ? null : <FailureAlert sentence={sentenceOfError(decide.error)} />}
      </Stack>
    </Alert>
  );
}

function AskForPhrase({ onClose }: { onClose: () => void }) {
  const [reason, setReason] = useState('');
  const ask = useMutation({
    mutationFn: () => client.keys.askForPhrase({ reason: reason.trim() }),
    onSuccess: () => {
      announce(t('keys.asked'));
      onClose();
    },
  });
  return (
    <FormModal
      title={t('keys.askTitle')}
      submitLabel={t('keys.askNow')}
      busy={ask.isPending}
      submitDisabled={reason.trim() === ''}
      failure={ask.error === null ? null : sentenceOfError(ask.error)}
      onSubmit={() => ask.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{t('keys.askHint')}</Text>
      <Textarea
        label={t('keys.reason')}
        required
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormModal>
  );
}
