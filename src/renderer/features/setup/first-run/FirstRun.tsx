import { Stepper } from '@mantine/core';
import { useState } from 'react';
import { invalidateTopics } from '#renderer/rpc/client.ts';
import { Entrance } from '#renderer/features/auth/Entrance.tsx';
import classes from '#renderer/features/auth/entrance.module.css';
import { t } from '#renderer/ui/text/t.ts';
import { AdministratorStep } from './AdministratorStep.tsx';
import { OrganisationStep } from './OrganisationStep.tsx';
import { RecoveryPhraseStep } from './RecoveryPhraseStep.tsx';
import { StartStep } from './StartStep.tsx';

/** From nothing to the desk in four short steps; left half way, it goes on after the next sign-in. */
export function FirstRun({ administratorExists }: { administratorExists: boolean }) {
  const [step, setStep] = useState(administratorExists ? 2 : 0);
  const [phrase, setPhrase] = useState('');
  const titles = [t('firstRun.administrator'), t('firstRun.recovery'), t('firstRun.organisation'), t('firstRun.start')];
  return (
    <Entrance title={titles[step] ?? ''} wide>
      <Stepper
        active={step}
        size="xs"
        iconSize={24}
        mb="lg"
        className={classes['screenOnly'] ?? ''}
        allowNextStepsSelect={false}
        aria-label={t('firstRun.progress', { step: step + 1, steps: titles.length })}
      >
        {titles.map((title, index) => (
          <Stepper.Step
            key={title}
            aria-label={`${index + 1} ${title}`}
            allowStepSelect={false}
            disabled={index > step}
          />
        ))}
      </Stepper>
      {step === 0 ? (
        <AdministratorStep
          done={(recoveryPhrase) => {
            setPhrase(recoveryPhrase);
            setStep(1);
          }}
        />
      ) : null}
      {step === 1 ? (
        <RecoveryPhraseStep
          phrase={phrase}
          done={() => {
            setPhrase('');
            setStep(2);
          }}
        />
      ) : null}
      {step === 2 ? <OrganisationStep done={() => setStep(3)} /> : null}
      {step === 3 ? <StartStep back={() => setStep(2)} done={() => invalidateTopics(['setup', 'auth'])} /> : null}
    </Entrance>
  );
}
