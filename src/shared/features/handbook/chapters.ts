/** The chapters that come with the application, in the order of the book. */
export const chapters = [
  'acquisition',
  'registration',
  'deployment',
  'tracking',
  'stocktake',
  'maintenance',
  'licences',
  'security',
  'incident-response',
  'retirement',
  'who-to-ask',
] as const;
export type Chapter = (typeof chapters)[number];

/** The pages of the window, by the beginning of their address, and the chapter that explains them. */
const chapterOfSection: Readonly<Record<string, Chapter>> = {
  acquire: 'acquisition',
  suppliers: 'acquisition',
  dashboard: 'registration',
  assets: 'registration',
  entry: 'registration',
  import: 'registration',
  labels: 'registration',
  catalogue: 'registration',
  deploy: 'deployment',
  people: 'deployment',
  training: 'security',
  licences: 'licences',
  incidents: 'incident-response',
  security: 'security',
  retire: 'retirement',
  desk: 'tracking',
  loans: 'tracking',
  kiosk: 'tracking',
  tracking: 'tracking',
  movements: 'tracking',
  places: 'tracking',
  stocktakes: 'stocktake',
  costs: 'acquisition',
  expiries: 'maintenance',
  reminders: 'maintenance',
  maintenance: 'maintenance',
  support: 'maintenance',
  updates: 'maintenance',
  recovery: 'maintenance',
  supplies: 'maintenance',
  reports: 'security',
  settings: 'security',
};

/** The chapter that explains a page of the window; null for the handbook itself. */
export function chapterOfPage(path: string): Chapter | null {
  return chapterOfSection[path.split('/')[1] ?? ''] ?? null;
}
