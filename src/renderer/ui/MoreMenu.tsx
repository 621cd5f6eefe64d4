import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '#renderer/ui/text/t.ts';

interface MoreMenuProps {
  /** Whose menu it is, where there are several. */
  label?: string;
  small?: boolean;
  children: ReactNode;
}

/** What is done more rarely, behind one button, so that the rest stays in one row. */
export function MoreMenu({ label = t('action.more'), small = false, children }: MoreMenuProps) {
  return (
    // The items of a page's own menu are there before it is opened, so that the search box for everything offers them.
    <Menu position="bottom-end" keepMounted={!small}>
      <Menu.Target>
        <ActionIcon variant={small ? 'subtle' : 'default'} size={small ? 24 : 36} aria-label={label}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
