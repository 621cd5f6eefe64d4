import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import 'dayjs/locale/de';
import { SessionGate } from '#renderer/features/auth/SessionGate.tsx';
import { KioskScreen } from '#renderer/features/kiosk/KioskScreen.tsx';
import { FirstRun } from '#renderer/features/setup/first-run/FirstRun.tsx';
import { queryClient } from '#renderer/rpc/client.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { router } from './routes.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

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
        <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
          {/* Another language is another window: everything is drawn anew. */}
          <div key={language} style={{ height: '100%' }}>
            <SessionGate
              firstRun={(administratorExists) => <FirstRun administratorExists={administratorExists} />}
              kiosk={<KioskScreen />}
            >
              <RouterProvider router={router} />
            </SessionGate>
          </div>
          <Notifications position="top-right" limit={4} />
        </DatesProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
