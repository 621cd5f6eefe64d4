import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconId, IconKey, IconLock, IconLogout, IconShieldLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { BadgeForm } from '#renderer/features/auth/BadgeForm.tsx';
import { ChangePassword } from '#renderer/features/auth/ChangePassword.tsx';
import { useSession } from '#renderer/features/auth/session.ts';
import { useRoleName } from '#renderer/features/auth/role-name.ts';
import { client, leaveSession, refetchSession } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import { later } from '../later.tsx';

// It draws a QR code, which needs more than all that a desk loads to begin with.
const SecondFactor = later(async () => (await import('#renderer/features/auth/SecondFactor.tsx')).SecondFactor);

export function OperatorMenu() {
  const roleName = useRoleName();
  const { operator } = useSession();
  const [changing, setChanging] = useState(false);
  const [securing, setSecuring] = useState(false);
  const [badging, setBadging] = useState(false);
  const lock = useAction(
    () => client.auth.lock(),
    () => void refetchSession(),
  );
  const signOut = useAction(
    () => client.auth.signOut(),
    () => void leaveSession(),
  );
  const { mutate: lockNow } = lock;
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.altKey || event.key.toLowerCase() !== 'l') return;
      event.preventDefault();
      lockNow(undefined);
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, [lockNow]);
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button variant="subtle" color="gray" size="compact-md" rightSection={<IconChevronDown size={14} />}>
            {operator.displayName}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{operator.roles.map(roleName).join(', ')}</Menu.Label>
          <Menu.Item leftSection={<IconLock size={16} />} rightSection="Ctrl L" onClick={() => lock.mutate(undefined)}>
            {t('auth.lockDesk')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setChanging(true)}>
            {t('auth.changePassword')}
          </Menu.Item>
          <Menu.Item leftSection={<IconShieldLock size={16} />} onClick={() => setSecuring(true)}>
            {t('auth.secondFactor')}
          </Menu.Item>
          <Menu.Item leftSection={<IconId size={16} />} onClick={() => setBadging(true)}>
            {t('auth.badgeSwitch')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate(undefined)}>
            {t('auth.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {badging ? <BadgeForm onClose={() => setBadging(false)} /> : null}
      {securing ? <SecondFactor onClose={() => setSecuring(false)} /> : null}
      {changing ? <ChangePassword onClose={() => setChanging(false)} /> : null}
    </>
  );
}
