import { useNavigate, useSearch } from '@tanstack/react-router';
import { ProfilesPanel } from '#renderer/features/configuration/ProfilesPanel.tsx';
import { RunsPanel } from '#renderer/features/configuration/RunsPanel.tsx';
import { PeopleRunsPanel } from '#renderer/features/role-runs/PeopleRunsPanel.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { PageTabs } from '#renderer/ui/PageTabs.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** From the box to the hands of whoever works with it: made ready, and by what. */
export function DeployRoute() {
  const { tab = null } = useSearch({ strict: false });
  const navigate = useNavigate();
  const openRun = (id: number) => void navigate({ to: '/deploy/runs/$id', params: { id: String(id) } });
  const openPerson = (id: number) => void navigate({ to: '/deploy/people/$id', params: { id: String(id) } });
  const openProfile = (id: number | 'new') => void navigate({ to: '/deploy/profiles/$id', params: { id: String(id) } });
  return (
    <Page title={t('nav.deploy')} wide>
      <PageTabs
        tab={tab}
        choose={(next) => void navigate({ to: '/deploy', search: { tab: next }, replace: true })}
        tabs={[
          { value: 'runs', label: t('configuration.runs'), content: <RunsPanel open={openRun} /> },
          { value: 'people', label: t('roleRuns.title'), content: <PeopleRunsPanel open={openPerson} /> },
          { value: 'profiles', label: t('configuration.profiles'), content: <ProfilesPanel open={openProfile} /> },
        ]}
      />
    </Page>
  );
}
