import { AppShell } from '@mantine/core';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMay, useSession } from '#renderer/features/auth/session.ts';
import { useIdleLock } from '#renderer/features/auth/use-idle-lock.ts';
import { forgetDesk } from '#renderer/features/desk/scan-queue.ts';
import { ScanToast } from '#renderer/features/desk/ScanToast.tsx';
import { useDeskScanner } from '#renderer/features/desk/use-desk-scanner.ts';
import { DigestBar } from '#renderer/features/reminders/DigestBar.tsx';
import { useFenceAlarms } from '#renderer/features/tracking/use-fence-alarms.ts';
import { chapterOfPage } from '#shared/features/handbook/chapters.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { PageHelp } from '#renderer/ui/page-help.ts';
import { sectionsFor } from '../sections.ts';
import { ClockBar } from './ClockBar.tsx';
import { Header } from './Header.tsx';
import { Navigation } from './Navigation.tsx';
import { Palette } from './Palette.tsx';
import classes from './shell.module.css';

/** Everything around a page, and what listens while any page is open. */
export function Shell() {
  const { status, operator } = useSession();
  const may = useMay();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const chapter = chapterOfPage(path);
  useFenceAlarms(may('asset.view'));
  useDeskScanner();
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
      navbar={{ width: 184, breakpoint: 0 }}
      transitionDuration={0}
      className={classes['shell'] ?? ''}
    >
      <AppShell.Header className={classes['header'] ?? ''}>
        <Header />
      </AppShell.Header>
      <AppShell.Navbar className={classes['navbar'] ?? ''}>
        <Navigation path={path} />
      </AppShell.Navbar>
      <AppShell.Main className={classes['main'] ?? ''}>
        <PageHelp value={chapter === null ? null : hrefTo(`/handbook/${chapter}`)}>
          <ClockBar />
          <DigestBar />
          <Outlet />
        </PageHelp>
      </AppShell.Main>
      <Palette />
      {path === '/desk' ? null : <ScanToast openDesk={() => void navigate({ to: '/desk' })} />}
    </AppShell>
  );
}
