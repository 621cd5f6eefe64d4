import { Alert, Combobox, Modal, Select, Tooltip, createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import { t } from '#renderer/ui/text/t.ts';

/** The one colour that means "this can be done here". */
const accent: MantineColorsTuple = [
  '#e8f4fb',
  '#d0e6f3',
  '#a2cce6',
  '#70b1d9',
  '#489acf',
  '#2f8cc9',
  '#1d7ab5',
  '#0f6699',
  '#08557f',
  '#034566',
];

/** Greys with a breath of the accent, from text to ground. */
const dark: MantineColorsTuple = [
  '#dfe5ea',
  '#b6bfc8',
  '#9aa5b0',
  '#707b87',
  '#3d4650',
  '#323a43',
  '#262d34',
  '#1d2329',
  '#161b20',
  '#101418',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { accent, dark },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '15px', lineHeight: '22px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // The colour of a notice says how grave it is; its title is read, on any of them.
    Alert: Alert.extend({ styles: { title: { color: 'var(--mantine-color-text)' } } }),
    // A list of choices stands in the page only while it is open: an import asks for forty of them with hundreds of lines each.
    Combobox: Combobox.extend({ defaultProps: { keepMounted: false } }),
    Select: Select.extend({ defaultProps: { openOnFocus: false } }),
    Modal: Modal.extend({
      defaultProps: {
        // A heading inside a dialog is not the banner of the window.
        attributes: { header: { role: 'presentation' } },
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.45 },
      },
    }),
    // A notice is closed by a button that says so.
    Notification: {
      defaultProps: {
        closeButtonProps: {
          get 'aria-label'() {
            return t('action.close');
          },
        },
      },
    },
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, events: { hover: true, focus: true, touch: false } } }),
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
  },
});

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#55606c',
    '--mantine-color-text': '#182028',
    '--mantine-color-placeholder': '#6a7580',
    '--mantine-color-error': '#b3261e',
    '--qm-chart-1': '#1d7ab5',
    '--qm-chart-2': '#2f9e77',
    '--qm-chart-3': '#d08a1a',
    '--qm-chart-4': '#7f62c4',
    '--qm-chart-5': '#b8497f',
    '--qm-chart-6': '#4aa3b8',
    '--qm-chart-good': '#2f9e77',
    '--qm-chart-warn': '#d99a1e',
    '--qm-chart-bad': '#cc4a40',
    '--qm-chart-quiet': '#a4aeb8',
    '--qm-ground': '#f4f6f8',
    '--qm-panel': '#ffffff',
    '--qm-line': '#d9dfe5',
    '--qm-line-strong': '#87929d',
    '--qm-hover': '#eef3f7',
    '--qm-selected': '#dcedf8',
    '--qm-good': '#14693a',
    '--qm-good-ground': '#e0f3e7',
    '--qm-warn': '#7a4b00',
    '--qm-warn-ground': '#fdf0d5',
    '--qm-bad': '#a1201a',
    '--qm-bad-ground': '#fce6e4',
    '--qm-info': '#0d5a87',
    '--qm-info-ground': '#e0f0fa',
    '--qm-quiet': '#4a5560',
    '--qm-quiet-ground': '#e9edf1',
  },
  dark: {
    '--mantine-color-dimmed': '#a3adb8',
    '--mantine-color-text': '#e3e8ed',
    '--mantine-color-body': '#161b20',
    '--mantine-color-placeholder': '#8d98a3',
    '--mantine-color-error': '#ff9a92',
    '--mantine-color-anchor': '#7cc0ec',
    '--qm-chart-1': '#4c9fd6',
    '--qm-chart-2': '#45b98c',
    '--qm-chart-3': '#dca64a',
    '--qm-chart-4': '#a48ce0',
    '--qm-chart-5': '#d977a6',
    '--qm-chart-6': '#63bccf',
    '--qm-chart-good': '#45b98c',
    '--qm-chart-warn': '#e0b04a',
    '--qm-chart-bad': '#e5766d',
    '--qm-chart-quiet': '#66717c',
    '--qm-ground': '#101418',
    '--qm-panel': '#1a2026',
    '--qm-line': '#2c343c',
    '--qm-line-strong': '#77828d',
    '--qm-hover': '#232a31',
    '--qm-selected': '#16384e',
    '--qm-good': '#7ed6a0',
    '--qm-good-ground': '#15321f',
    '--qm-warn': '#f2c069',
    '--qm-warn-ground': '#3a2b0d',
    '--qm-bad': '#ff9d95',
    '--qm-bad-ground': '#431b19',
    '--qm-info': '#86c8f2',
    '--qm-info-ground': '#122f42',
    '--qm-quiet': '#b3bcc6',
    '--qm-quiet-ground': '#272e36',
  },
});
