import { AppShell } from '@mantine/core';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMay, useSession } from '#renderer/features/auth/session.ts';
import { useIdleLock } from '#renderer/features/auth/use-idle-lock.ts';
import { forgetDesk } from '#renderer/features/desk/scan-queue.ts';
import { ScanToast } from '#renderer/features/desk/ScanToast.tsx';
import { useDeskScanner } from '#renderer/features/desk/use-desk-scanner.ts';
import { useShowOpenedPack } from '#renderer/features/reports/use-opened-pack.ts';
import { useFenceAlarms } from '#renderer/features/tracking/use-fence-alarms.ts';
import { chapterOfPage } from '#shared/features/handbook/chapters.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { PageHelp } from '#renderer/ui/page-help.ts';
import { sectionsFor } from '../sections.ts';
import { later } from '../later.tsx';
import { ClockBar } from './ClockBar.tsx';
import { Header } from './Header.tsx';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import { Navigation } from './Navigation.tsx';
import { Palette } from './Palette.tsx';
import classes from './shell.module.css';
import { useFrameCommands } from './use-frame-commands.ts';
import { useHelpKeys } from './use-help-key.ts';

const ChapterDrawer = later(async () => (await import('./ChapterDrawer.tsx')).ChapterDrawer);

/** CSS pixels; less than that is a window that was made narrow, or one that is magnified. */
const roomForNavigation = 900;

/** Everything around a page, and what listens while any page is open. */
export function Shell() {
  const { status, operator } = useSession();
  const may = useMay();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const chapter = chapterOfPage(path);
  const [help, setHelp] = useState<'keys' | 'chapter' | null>(null);
  // Told by the page on which it was unfolded: whoever goes on to another has no more use for it.
  const [unfoldedOn, setUnfoldedOn] = useState<string | null>(null);
  const unfolded = unfoldedOn === path;
  const showKeys = () => setHelp('keys');
  const explain = () => setHelp('chapter');
  const commands = useFrameCommands({ showKeys, explain });
  useHelpKeys(showKeys, explain);
  useFenceAlarms(may('asset.view'));
  useDeskScanner();
  useShowOpenedPack(() => void navigate({ to: '/reports', search: { tab: 'verify' } }));
  useIdleLock(status.idleLockMinutes);
  useEffect(() => forgetDesk, [operator.id]);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      const number = /^Digit(\d)$/.exec(event.code)?.[1];
      if (!event.altKey || event.ctrlKey || event.metaKey || number === undefined) return;
      const section = sectionsFor(may)[(Number(number) + 9) % 10];
      if (section === undefined) return;
      event.preventDefault();
      void navigate({ to: section.path });
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  }, [may, navigate]);
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 184, breakpoint: roomForNavigation, collapsed: { mobile: !unfolded } }}
      transitionDuration={0}
      className={classes['shell'] ?? ''}
    >
      <AppShell.Header className={classes['header'] ?? ''}>
        <Header showKeys={showKeys} unfolded={unfolded} fold={() => setUnfoldedOn(unfolded ? null : path)} />
      </AppShell.Header>
      <AppShell.Navbar className={classes['navbar'] ?? ''} data-unfolded={unfolded || undefined}>
        <Navigation path={path} />
      </AppShell.Navbar>
      <AppShell.Main className={classes['main'] ?? ''}>
        <PageHelp value={chapter === null ? null : hrefTo(`/handbook/${chapter}`)}>
          <ClockBar />
          <Outlet />
        </PageHelp>
      </AppShell.Main>
      <Palette commands={commands} />
      {help === 'keys' ? <KeyboardHelp onClose={() => setHelp(null)} /> : null}
      {help === 'chapter' ? <ChapterDrawer chapter={chapter ?? 'who-to-ask'} onClose={() => setHelp(null)} /> : null}
      {path === '/desk' ? null : <ScanToast openDesk={() => void navigate({ to: '/desk' })} />}
    </AppShell>
  );
}
