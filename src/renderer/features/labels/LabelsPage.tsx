import { Stack, Tabs } from '@mantine/core';
import { Page } from '#renderer/ui/Page.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { LabelQueue } from './LabelQueue.tsx';
import { PrintPanel } from './PrintPanel.tsx';
import { ProofPanel } from './ProofPanel.tsx';
import { TemplateGallery } from './TemplateGallery.tsx';

/** Printing and what waits for it, and the templates that are printed with. */
export function LabelsPage({ tab, show }: { tab: string; show: (tab: string) => void }) {
  return (
    <Page title={t('nav.labels')} wide>
      <Tabs value={tab} keepMounted={false} onChange={(next) => show(next ?? 'print')}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="print">{t('labels.print')}</Tabs.Tab>
          <Tabs.Tab value="proof">{t('proof.title')}</Tabs.Tab>
          <Tabs.Tab value="templates">{t('templates.title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="print">
          <Stack gap="md">
            <PrintPanel />
            <LabelQueue />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="proof">
          <ProofPanel />
        </Tabs.Panel>
        <Tabs.Panel value="templates">
          <TemplateGallery />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
