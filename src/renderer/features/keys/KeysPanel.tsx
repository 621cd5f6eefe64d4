import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RecoveryPhraseStep } from '#renderer/features/setup/first-run/RecoveryPhraseStep.tsx';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { Waiting } from '#renderer/ui/Waiting.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { DataKeyPanel } from './DataKeyPanel.tsx';
import { KeptFilesPanel } from './KeptFilesPanel.tsx';
import { KeychainPanel } from './KeychainPanel.tsx';
import { PhrasePanel } from './PhrasePanel.tsx';
import { SealedPanel } from './SealedPanel.tsx';

/** What everything is encrypted under, the phrase that opens it when no password does, and what lies sealed. */
export function KeysPanel() {
  const query = useQuery(rpc.keys.overview.queryOptions());
  const [phrase, setPhrase] = useState<string | null>(null);
  if (phrase !== null)
    return (
      <Panel title={t('keys.newPhrase')}>
        <RecoveryPhraseStep phrase={phrase} done={() => setPhrase(null)} />
      </Panel>
    );
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Waiting />;
  return (
    <Stack gap="lg">
      <DataKeyPanel overview={query.data} />
      <PhrasePanel overview={query.data} issued={setPhrase} />
      <KeychainPanel keychain={query.data.keychain} />
      <SealedPanel overview={query.data} />
      <KeptFilesPanel besides={query.data.besides} />
    </Stack>
  );
}
