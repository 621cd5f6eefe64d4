import { Button, Progress } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { OnboardingStep } from '#shared/features/dashboard/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announceWithUndo } from '#renderer/rpc/announce-undo.tsx';
import { useAction } from '#renderer/rpc/use-action.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './dashboard.module.css';

const hrefs: Readonly<Record<OnboardingStep, string>> = {
  organisation: hrefTo('/settings', { tab: 'organisation' }),
  places: hrefTo('/places'),
  people: hrefTo('/people'),
  assets: hrefTo('/import'),
  operators: hrefTo('/settings', { tab: 'operators' }),
  labels: hrefTo('/labels'),
  backups: hrefTo('/settings', { tab: 'backups' }),
  mail: hrefTo('/settings', { tab: 'reminders' }),
};

/** The way to a register that is of use, for whoever sets it up, until all of it is done or he has seen enough. */
export function Onboarding() {
  const may = useMay();
  const query = useQuery(rpc.dashboard.onboarding.queryOptions({ enabled: may('settings.edit') }));
  const dismiss = useAction(
    () => client.dashboard.dismissOnboarding({ dismissed: true }),
    () => announceWithUndo(t('dashboard.dismissedNow'), () => client.dashboard.dismissOnboarding({ dismissed: false })),
  );
  if (query.data === undefined || query.data.dismissed) return null;
  const { steps } = query.data;
  const done = steps.filter((each) => each.done).length;
  if (done === steps.length) return null;
  return (
    <div className={classes['onboarding']}>
      <Panel
        title={t('dashboard.onboarding', { done, count: steps.length })}
        actions={
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => dismiss.mutate(undefined)}>
            {t('dashboard.dismiss')}
          </Button>
        }
      >
        <Progress value={(done / steps.length) * 100} size="sm" mb="sm" aria-label={t('dashboard.progress')} />
        <ol className={classes['steps']}>
          {steps.map(({ step, done: isDone }) => (
            <li key={step}>
              <a href={hrefs[step]} data-done={isDone || undefined}>
                {isDone ? (
                  <IconCircleCheckFilled size={17} role="img" aria-label={t('dashboard.stepDone')} />
                ) : (
                  <IconCircle size={17} role="img" aria-label={t('dashboard.stepOpen')} />
                )}
                {word('onboardingStep', step)}
              </a>
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}
