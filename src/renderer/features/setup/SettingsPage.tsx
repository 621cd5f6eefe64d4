import { Stack, Tabs } from '@mantine/core';
import { RoleMatrix } from '#renderer/features/auth/RoleMatrix.tsx';
import { AccessReviews } from '#renderer/features/auth/AccessReviews.tsx';
import { OperatorList } from '#renderer/features/auth/OperatorList.tsx';
import { useMay } from '#renderer/features/auth/session.ts';
import { BackupsPanel } from '#renderer/features/backups/BackupsPanel.tsx';
import { WedgeTrial } from '#renderer/features/desk/wedge/WedgeTrial.tsx';
import { DeviceList } from '#renderer/features/devices/DeviceList.tsx';
import { KeysPanel } from '#renderer/features/keys/KeysPanel.tsx';
import { ReminderSettings } from '#renderer/features/reminders/ReminderSettings.tsx';
import { PrinterList } from '#renderer/features/labels/PrinterList.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { AboutPanel } from './AboutPanel.tsx';
import { AppearancePanel } from './AppearancePanel.tsx';
import { DeskPanel } from './DeskPanel.tsx';
import { OrganisationPanel } from './OrganisationPanel.tsx';
import classes from './settings.module.css';

/** What is set up, and what needs no setting up. */
function Devices() {
  return (
    <Stack gap="lg">
      <DeviceList />
      <WedgeTrial />
    </Stack>
  );
}

/** What holds for the whole organisation, and what the person at this desk likes. */
export function SettingsPage({ tab, choose }: { tab: string | null; choose: (tab: string) => void }) {
  const may = useMay();
  const tabs = [
    ...(may('settings.edit')
      ? [{ value: 'organisation', label: t('setup.organisation'), content: <OrganisationPanel /> }]
      : []),
    ...(may('operator.manage') ? [{ value: 'operators', label: t('auth.operators'), content: <Operators /> }] : []),
    ...(may('role.edit') ? [{ value: 'roles', label: t('auth.matrix'), content: <RoleMatrix /> }] : []),
    { value: 'desk', label: t('nav.desk'), content: <DeskPanel /> },
    { value: 'printers', label: t('labels.printers'), content: <PrinterList /> },
    { value: 'devices', label: t('devices.title'), content: <Devices /> },
    ...(may('settings.edit') ? [{ value: 'reminders', label: t('nav.reminders'), content: <ReminderSettings /> }] : []),
    { value: 'appearance', label: t('appearance.title'), content: <AppearancePanel /> },
    ...(may('backup.run') ? [{ value: 'backups', label: t('backups.title'), content: <BackupsPanel /> }] : []),
    ...(may('operator.manage') ? [{ value: 'keys', label: t('keys.title'), content: <KeysPanel /> }] : []),
    { value: 'about', label: t('setup.about'), content: <AboutPanel /> },
  ];
  return (
    <Page title={t('nav.settings')} wide>
      <Tabs
        value={tab ?? tabs[0]?.value ?? null}
        orientation="vertical"
        keepMounted={false}
        variant="pills"
        onChange={(next) => next !== null && choose(next)}
      >
        <Tabs.List className={classes['list'] ?? ''}>
          {tabs.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ value, content }) => (
          <Tabs.Panel key={value} value={value} className={classes['content'] ?? ''}>
            {content}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}

function Operators() {
  return (
    <Stack gap="md">
      <OperatorList />
      <AccessReviews />
    </Stack>
  );
}
