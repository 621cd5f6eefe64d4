import { Stepper } from '@mantine/core';
import { useState } from 'react';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { ChooseFile } from './ChooseFile.tsx';
import type { Draft } from './import-state.ts';
import { ImportHistory } from './ImportHistory.tsx';
import { MapColumns } from './MapColumns.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { ResultStep } from './ResultStep.tsx';

/** A file becomes assets or people in four steps; nothing is written before the last. */
export function ImportPage() {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [previewJob, setPreviewJob] = useState<string | null>(null);
  const [importJob, setImportJob] = useState<string | null>(null);
  const step = importJob !== null ? 3 : previewJob !== null ? 2 : draft !== null ? 1 : 0;
  const restart = () => {
    setDraft(null);
    setPreviewJob(null);
    setImportJob(null);
  };
  return (
    <Page title={t('nav.import')} subtitle={draft === null ? t('import.subtitle') : draft.inspection.fileName} wide>
      <Stepper active={step} size="xs" iconSize={26} mb="lg" allowNextStepsSelect={false} maw={760}>
        {[t('import.stepFile'), t('import.stepColumns'), t('import.stepPreview'), t('import.stepResult')].map(
          (label) => (
            <Stepper.Step key={label} label={label} allowStepSelect={false} />
          ),
        )}
      </Stepper>
      {step === 0 ? (
        <>
          <ChooseFile chosen={setDraft} />
          <ImportHistory />
        </>
      ) : null}
      {step === 1 && draft !== null ? (
        <MapColumns draft={draft} change={setDraft} back={restart} next={setPreviewJob} />
      ) : null}
      {step === 2 && draft !== null && previewJob !== null ? (
        <PreviewStep
          jobId={previewJob}
          draft={draft}
          change={setDraft}
          back={() => setPreviewJob(null)}
          next={setImportJob}
          checked={setPreviewJob}
        />
      ) : null}
      {importJob === null ? null : <ResultStep jobId={importJob} again={restart} />}
    </Page>
  );
}
