import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import 'dayjs/locale/de';
import { SessionGate } from '#renderer/features/auth/SessionGate.tsx';
import { queryClient } from '#renderer/rpc/client.ts';
import { firstDayOfWeek, useLanguage } from '#renderer/ui/text/language.ts';
import { later } from './later.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

// The window that asks for the password is small and comes at once; what lies behind it is loaded while one types.
const Workplace = later(async () => (await import('./Workplace.tsx')).Workplace);
const FirstRun = later(async () => (await import('#renderer/features/setup/first-run/FirstRun.tsx')).FirstRun);
const KioskScreen = later(async () => (await import('#renderer/features/kiosk/KioskScreen.tsx')).KioskScreen);
const RecoverRegister = later(
  async () => (await import('#renderer/features/backups/RecoverRegister.tsx')).RecoverRegister,
);

const colorScheme = localStorageColorSchemeManager({ key: 'quartermaster.color-scheme' });

export function Application() {
  const language = useLanguage();
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={colorScheme}
        defaultColorScheme="auto"
      >
        <DatesProvider settings={{ locale: language, firstDayOfWeek: firstDayOfWeek() }}>
          {/* Another language is another window: everything is drawn anew. */}
          <div key={language} style={{ height: '100%' }}>
            <SessionGate
              firstRun={(administratorExists) => <FirstRun administratorExists={administratorExists} />}
              kiosk={<KioskScreen />}
              recovery={(username, dataFolder, back) => (
                <RecoverRegister username={username} dataFolder={dataFolder} back={back} />
              )}
              prepare={Workplace.prepare}
            >
              <Workplace />
            </SessionGate>
          </div>
          <Notifications position="bottom-right" limit={4} />
        </DatesProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
