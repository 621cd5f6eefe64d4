import { Stack } from '@mantine/core';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { LabelQueue } from './LabelQueue.tsx';
import { PrintPanel } from './PrintPanel.tsx';

export function LabelsPage() {
  return (
    <Page title={t('nav.labels')} wide>
      <Stack gap="md">
        <PrintPanel />
        <LabelQueue />
      </Stack>
    </Page>
  );
}
