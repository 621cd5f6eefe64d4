import { SegmentedControl, Select, Stack, Text, TextInput, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { chooseLanguage, languages, useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';

function Choice({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {label}
      </Text>
      {children}
      {hint === undefined ? null : (
        <Text size="xs" c="dimmed" mt={4}>
          {hint}
        </Text>
      )}
    </div>
  );
}

/** What is remembered for this computer only. */
export function AppearancePanel() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [density, setDensity] = useRemembered('density', 'comfortable');
  const [scanner, setScanner] = useRemembered('scanner', 'normal');
  const [prefix, setPrefix] = useRemembered('scannerPrefix', '');
  const [layout, setLayout] = useRemembered('scannerLayout', 'ask');
  const [muted, setMuted] = useRemembered('muted', 'no');
  const language = useLanguage();
  return (
    <Panel title={t('appearance.title')}>
      <Stack gap="lg" align="start">
        <Choice label={t('appearance.theme')}>
          <SegmentedControl
            aria-label={t('appearance.theme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value === 'dark' || value === 'light' ? value : 'auto')}
            data={[
              { value: 'light', label: t('appearance.light') },
              { value: 'dark', label: t('appearance.dark') },
              { value: 'auto', label: t('appearance.auto') },
            ]}
          />
        </Choice>
        <Choice label={t('appearance.language')}>
          <Select
            aria-label={t('appearance.language')}
            allowDeselect={false}
            value={language}
            data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
            onChange={(value) => chooseLanguage(value === 'de' ? 'de' : 'en')}
          />
        </Choice>
        <Choice label={t('appearance.density')} hint={t('appearance.densityHint')}>
          <SegmentedControl
            aria-label={t('appearance.density')}
            value={density}
            onChange={setDensity}
            data={[
              { value: 'comfortable', label: t('appearance.comfortable') },
              { value: 'compact', label: t('appearance.compact') },
            ]}
          />
        </Choice>
        <Choice label={t('appearance.scanner')} hint={t('appearance.scannerHint')}>
          <SegmentedControl
            aria-label={t('appearance.scanner')}
            value={scanner}
            onChange={setScanner}
            data={[
              { value: 'normal', label: t('appearance.scannerNormal') },
              { value: 'slow', label: t('appearance.scannerSlow') },
              { value: 'prefix', label: t('appearance.scannerPrefix') },
            ]}
          />
          {scanner === 'prefix' ? (
            <TextInput
              mt={8}
              w={240}
              label={t('appearance.prefix')}
              description={t('appearance.prefixHint')}
              maxLength={4}
              defaultValue={prefix}
              // Not before it is left: a scan into this very field would make itself the prefix.
              onBlur={(event) => setPrefix(event.currentTarget.value)}
            />
          ) : null}
        </Choice>
        <Choice label={t('appearance.layout')} hint={t('appearance.layoutHint')}>
          <SegmentedControl
            aria-label={t('appearance.layout')}
            value={layout}
            onChange={setLayout}
            data={[
              { value: 'ask', label: t('appearance.layoutAsk') },
              { value: 'us', label: t('appearance.layoutUs') },
              { value: 'computer', label: t('appearance.layoutComputer') },
            ]}
          />
        </Choice>
        <Choice label={t('appearance.sounds')}>
          <SegmentedControl
            aria-label={t('appearance.sounds')}
            value={muted}
            onChange={setMuted}
            data={[
              { value: 'no', label: t('appearance.soundsOn') },
              { value: 'yes', label: t('appearance.soundsOff') },
            ]}
          />
        </Choice>
      </Stack>
    </Panel>
  );
}
