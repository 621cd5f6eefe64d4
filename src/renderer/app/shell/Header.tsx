import { ActionIcon, Kbd, Tooltip } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconBarcode, IconKeyboard, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '#renderer/ui/text/t.ts';
import { ApprovalsIndicator } from '#renderer/features/procurement/approvals/ApprovalsIndicator.tsx';
import { JobsIndicator } from '#renderer/features/application/JobsIndicator.tsx';
import { RemindersIndicator } from '#renderer/features/reminders/RemindersIndicator.tsx';
import { CameraSwitch } from './CameraSwitch.tsx';
import { ColorSchemeSwitch } from './ColorSchemeSwitch.tsx';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import { OperatorMenu } from './OperatorMenu.tsx';
import classes from './shell.module.css';
import { useHelpKey } from './use-help-key.ts';

export function Header() {
  const [help, setHelp] = useState(false);
  useHelpKey(() => setHelp(true));
  return (
    <>
      <div className={classes['brand']}>
        <IconBarcode size={20} aria-hidden />
        Quartermaster
      </div>
      <button
        type="button"
        className={classes['search']}
        onClick={() => spotlight.open()}
        aria-keyshortcuts="Control+K"
      >
        <IconSearch size={15} aria-hidden />
        <span>{t('palette.open')}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </button>
      <div className={classes['spring']} />
      <ApprovalsIndicator />
      <JobsIndicator />
      <RemindersIndicator />
      <CameraSwitch />
      <ColorSchemeSwitch />
      <Tooltip label={t('help.title')}>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('help.title')} onClick={() => setHelp(true)}>
          <IconKeyboard size={18} />
        </ActionIcon>
      </Tooltip>
      <OperatorMenu />
      {help ? <KeyboardHelp onClose={() => setHelp(false)} /> : null}
    </>
  );
}
