import { ActionIcon, Kbd, Tooltip } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconBarcode, IconKeyboard, IconMenu2, IconSearch } from '@tabler/icons-react';
import { t } from '#renderer/ui/text/t.ts';
import { ApprovalsIndicator } from '#renderer/features/procurement/approvals/ApprovalsIndicator.tsx';
import { JobsIndicator } from '#renderer/features/application/JobsIndicator.tsx';
import { DigestBar } from '#renderer/features/reminders/DigestBar.tsx';
import { RemindersIndicator } from '#renderer/features/reminders/RemindersIndicator.tsx';
import { CameraSwitch } from './CameraSwitch.tsx';
import { ColorSchemeSwitch } from './ColorSchemeSwitch.tsx';
import { OperatorMenu } from './OperatorMenu.tsx';
import classes from './shell.module.css';

interface HeaderProps {
  showKeys: () => void;
  /** Whether the parts of the window are shown where there is no room for them beside the page. */
  unfolded: boolean;
  fold: () => void;
}

export function Header({ showKeys, unfolded, fold }: HeaderProps) {
  return (
    <>
      <ActionIcon
        className={classes['menu'] ?? ''}
        variant="subtle"
        color="gray"
        size={32}
        aria-label={t('nav.label')}
        aria-expanded={unfolded}
        onClick={fold}
      >
        <IconMenu2 size={18} />
      </ActionIcon>
      <div className={classes['brand']}>
        <IconBarcode size={20} aria-hidden />
        <span>Quartermaster</span>
      </div>
      <button
        type="button"
        className={classes['search']}
        onClick={() => spotlight.open()}
        aria-keyshortcuts="Control+K"
      >
        <IconSearch size={15} aria-hidden />
        <span>{t('palette.open')}</span>
        <Kbd size="xs" aria-hidden>
          Ctrl K
        </Kbd>
      </button>
      <div className={classes['spring']}>
        <DigestBar />
      </div>
      <ApprovalsIndicator />
      <JobsIndicator />
      <RemindersIndicator />
      <CameraSwitch />
      <ColorSchemeSwitch />
      <Tooltip label={t('help.title')}>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('help.title')} onClick={showKeys}>
          <IconKeyboard size={18} />
        </ActionIcon>
      </Tooltip>
      <OperatorMenu />
    </>
  );
}
