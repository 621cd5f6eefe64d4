import { Alert, List, Stack, Switch, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeysOverview } from '#shared/features/keys/model.ts';
import { client, queryClient, rpc } from '#renderer/rpc/client.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { PasswordModal } from './PasswordModal.tsx';

const said = ['keychainAgainst', 'keychainNot', 'keychainBackups', 'keychainLost'] as const;

/** Whether passwords also lie under the keychain of the system: what that is good for, and what it is not. */
export function KeychainPanel({ keychain }: { keychain: KeysOverview['keychain'] }) {
  const { on, usable, store, closed } = keychain;
  const [asking, setAsking] = useState(false);
  return (
    <Panel title={t('keys.keychain')}>
      <Stack gap="md">
        <Text size="sm">{t('keys.keychainHint')}</Text>
        <List size="sm" spacing={4}>
          {said.map((each) => (
            <List.Item key={each}>{t(`keys.${each}`)}</List.Item>
          ))}
          <List.Item>{t('keys.keychainCommandLine', { command: 'qm' })}</List.Item>
        </List>
        <FactList facts={[{ label: t('keys.keychainStore'), value: word('keychainStore', store) }]} />
        {closed.length === 0 ? null : (
          <Alert variant="light" color="orange" icon={<IconAlertTriangle size={18} />}>
            {t('keys.keychainClosed', { names: closed.join(', ') })}
          </Alert>
        )}
        <Switch
          label={t('keys.keychainSwitch')}
          description={usable || on ? null : t('failure.KEYCHAIN_UNAVAILABLE', { store: word('keychainStore', store) })}
          checked={on}
          disabled={!usable && !on}
          onChange={() => setAsking(true)}
        />
      </Stack>
      {asking ? (
        <PasswordModal
          title={t(on ? 'keys.keychainOffTitle' : 'keys.keychainOnTitle')}
          submitLabel={t(on ? 'keys.keychainOff' : 'keys.keychainOn')}
          act={(password) => client.keys.setKeychain({ on: !on, password })}
          done={() => {
            announce(t(on ? 'keys.keychainTurnedOff' : 'keys.keychainTurnedOn'));
            void queryClient.invalidateQueries({ queryKey: rpc.keys.key() });
          }}
          onClose={() => setAsking(false)}
        >
          <Text size="sm">{t(on ? 'keys.keychainOffHint' : 'keys.keychainLost')}</Text>
        </PasswordModal>
      ) : null}
    </Panel>
  );
}
