import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { isDay } from '#shared/primitives/days.ts';
import { parseAssetSearch } from '#renderer/features/assets/asset-search.ts';
import { parseExpiries } from '#renderer/features/assets/expiries/expiry-search.ts';
import { parseMovements } from '#renderer/features/assets/movements/movement-search.ts';
import { parseCosts } from '#renderer/features/costs/cost-search.ts';
import { parseIncidents } from '#renderer/features/incidents/incident-search.ts';
import { parseLicences } from '#renderer/features/licences/licence-search.ts';
import { isPressing } from '#renderer/features/maintenance/pressing.ts';
import type { Pressing } from '#renderer/features/maintenance/pressing.ts';
import { parseReminders } from '#renderer/features/reminders/reminder-search.ts';
import { parsePeopleSearch } from '#renderer/features/people/people-search.ts';
import { parseWanted } from '#renderer/features/procurement/requisitions/wanted-items.ts';
import { parseSupplySearch } from '#renderer/features/supplies/supply-search.ts';
import { AcquireRoute } from './pages/AcquireRoute.tsx';
import { ArticleRoute } from './pages/ArticleRoute.tsx';
import { AssetListRoute } from './pages/AssetListRoute.tsx';
import { AssetRoute } from './pages/AssetRoute.tsx';
import { CatalogueRoute } from './pages/CatalogueRoute.tsx';
import { ContractRoute } from './pages/ContractRoute.tsx';
import { DesignerRoute } from './pages/DesignerRoute.tsx';
import { DeskRoute } from './pages/DeskRoute.tsx';
import { EntryRoute } from './pages/EntryRoute.tsx';
import { ExpiriesRoute } from './pages/ExpiriesRoute.tsx';
import { ImportRoute } from './pages/ImportRoute.tsx';
import { IncidentRoute } from './pages/IncidentRoute.tsx';
import { IncidentsRoute } from './pages/IncidentsRoute.tsx';
import { KioskRoute } from './pages/KioskRoute.tsx';
import { LabelsRoute } from './pages/LabelsRoute.tsx';
import { LoansRoute } from './pages/LoansRoute.tsx';
import { MovementsRoute } from './pages/MovementsRoute.tsx';
import { NotFound } from './pages/NotFound.tsx';
import { OrderRoute } from './pages/OrderRoute.tsx';
import { PeopleRoute } from './pages/PeopleRoute.tsx';
import { PersonRoute } from './pages/PersonRoute.tsx';
import { PlacesRoute } from './pages/PlacesRoute.tsx';
import { ReportsRoute } from './pages/ReportsRoute.tsx';
import { RequisitionRoute } from './pages/RequisitionRoute.tsx';
import { SettingsRoute } from './pages/SettingsRoute.tsx';
import { StocktakeRoute } from './pages/StocktakeRoute.tsx';
import { StocktakesRoute } from './pages/StocktakesRoute.tsx';
import { SupplierRoute } from './pages/SupplierRoute.tsx';
import { SuppliesRoute } from './pages/SuppliesRoute.tsx';
import { TrackingRoute } from './pages/TrackingRoute.tsx';
import { Shell } from './shell/Shell.tsx';
import { later } from './later.tsx';

// Loaded when they are first opened, so that the window does not start later for them.
const DeployRoute = later(async () => (await import('./pages/DeployRoute.tsx')).DeployRoute);
const RoleRunRoute = later(async () => (await import('./pages/RoleRunRoute.tsx')).RoleRunRoute);
const LicencesRoute = later(async () => (await import('./pages/LicencesRoute.tsx')).LicencesRoute);
const LicenceRoute = later(async () => (await import('./pages/LicenceRoute.tsx')).LicenceRoute);
const HandbookRoute = later(async () => (await import('./pages/HandbookRoute.tsx')).HandbookRoute);
const RetireRoute = later(async () => (await import('./pages/RetireRoute.tsx')).RetireRoute);
const LotRoute = later(async () => (await import('./pages/LotRoute.tsx')).LotRoute);
const TrainingRoute = later(async () => (await import('./pages/TrainingRoute.tsx')).TrainingRoute);
const DashboardRoute = later(async () => (await import('./pages/DashboardRoute.tsx')).DashboardRoute);
const CostsRoute = later(async () => (await import('./pages/CostsRoute.tsx')).CostsRoute);
const RemindersRoute = later(async () => (await import('./pages/RemindersRoute.tsx')).RemindersRoute);
const CourseRoute = later(async () => (await import('./pages/CourseRoute.tsx')).CourseRoute);
const LessonRoute = later(async () => (await import('./pages/LessonRoute.tsx')).LessonRoute);
const MaintenanceRoute = later(async () => (await import('./pages/MaintenanceRoute.tsx')).MaintenanceRoute);
const WorkOrderRoute = later(async () => (await import('./pages/WorkOrderRoute.tsx')).WorkOrderRoute);
const SupportRoute = later(async () => (await import('./pages/SupportRoute.tsx')).SupportRoute);
const TicketRoute = later(async () => (await import('./pages/TicketRoute.tsx')).TicketRoute);
const UpdatesRoute = later(async () => (await import('./pages/UpdatesRoute.tsx')).UpdatesRoute);
const CampaignRoute = later(async () => (await import('./pages/CampaignRoute.tsx')).CampaignRoute);
const RecoveryRoute = later(async () => (await import('./pages/RecoveryRoute.tsx')).RecoveryRoute);
const ProtectedItemRoute = later(async () => (await import('./pages/ProtectedItemRoute.tsx')).ProtectedItemRoute);
const RecoveryPlanRoute = later(async () => (await import('./pages/RecoveryPlanRoute.tsx')).RecoveryPlanRoute);
const DrillRoute = later(async () => (await import('./pages/DrillRoute.tsx')).DrillRoute);
const SecurityRoute = later(async () => (await import('./pages/SecurityRoute.tsx')).SecurityRoute);
const ProfileRoute = later(async () => (await import('./pages/ProfileRoute.tsx')).ProfileRoute);
const ConfigurationRunRoute = later(
  async () => (await import('./pages/ConfigurationRunRoute.tsx')).ConfigurationRunRoute,
);

function textIn(search: Record<string, unknown>, name: string): string | undefined {
  const value = search[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Which tab of a page is open stands in the address. */
const parseTab = (search: Record<string, unknown>): { tab?: string } => {
  const tab = textIn(search, 'tab');
  return tab === undefined ? {} : { tab };
};

/** The tab, and the day whose work is looked at, or what of it presses. */
const parseMaintenance = (search: Record<string, unknown>): { tab?: string; day?: string; tile?: Pressing } => {
  const day = textIn(search, 'day');
  const { tile } = search;
  return {
    ...parseTab(search),
    ...(day !== undefined && isDay(day) ? { day } : {}),
    ...(isPressing(tile) ? { tile } : {}),
  };
};

/** The catalogue, and which family or category of it. */
const parseCatalogue = (search: Record<string, unknown>): { tab?: string; category?: string } => {
  const category = textIn(search, 'category');
  return { ...parseTab(search), ...(category === undefined ? {} : { category }) };
};

/** The tab, and the order that is being received. */
const parseAcquire = (search: Record<string, unknown>): { tab?: string; order?: number } => {
  const order = Number(search['order']);
  return { ...parseTab(search), ...(Number.isInteger(order) && order > 0 ? { order } : {}) };
};

const parsePlace = (search: Record<string, unknown>): { id?: number } => {
  const id = Number(search['id']);
  return Number.isInteger(id) && id > 0 ? { id } : {};
};

/** Who is going to sign. */
const parsePerson = (search: Record<string, unknown>): { person?: number } => {
  const person = Number(search['person']);
  return Number.isInteger(person) && person > 0 ? { person } : {};
};

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const under = () => root;

const tree = root.addChildren([
  createRoute({
    getParentRoute: under,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/desk' });
    },
  }),
  createRoute({ getParentRoute: under, path: '/desk', component: DeskRoute }),
  createRoute({ getParentRoute: under, path: '/dashboard', component: DashboardRoute }),
  createRoute({ getParentRoute: under, path: '/costs', component: CostsRoute, validateSearch: parseCosts }),
  createRoute({ getParentRoute: under, path: '/assets', component: AssetListRoute, validateSearch: parseAssetSearch }),
  createRoute({ getParentRoute: under, path: '/assets/$id', component: AssetRoute }),
  createRoute({ getParentRoute: under, path: '/entry', component: EntryRoute }),
  createRoute({ getParentRoute: under, path: '/acquire', component: AcquireRoute, validateSearch: parseAcquire }),
  createRoute({ getParentRoute: under, path: '/acquire/contracts/$id', component: ContractRoute }),
  createRoute({ getParentRoute: under, path: '/acquire/orders/$id', component: OrderRoute }),
  createRoute({
    getParentRoute: under,
    path: '/acquire/requisitions/$id',
    component: RequisitionRoute,
    validateSearch: parseWanted,
  }),
  createRoute({ getParentRoute: under, path: '/people', component: PeopleRoute, validateSearch: parsePeopleSearch }),
  createRoute({ getParentRoute: under, path: '/people/$id', component: PersonRoute }),
  createRoute({ getParentRoute: under, path: '/places', component: PlacesRoute, validateSearch: parsePlace }),
  createRoute({ getParentRoute: under, path: '/catalogue', component: CatalogueRoute, validateSearch: parseCatalogue }),
  createRoute({ getParentRoute: under, path: '/stocktakes', component: StocktakesRoute }),
  createRoute({ getParentRoute: under, path: '/stocktakes/$id', component: StocktakeRoute }),
  createRoute({ getParentRoute: under, path: '/incidents', component: IncidentsRoute, validateSearch: parseIncidents }),
  createRoute({ getParentRoute: under, path: '/incidents/$id', component: IncidentRoute }),
  createRoute({ getParentRoute: under, path: '/security', component: SecurityRoute, validateSearch: parseTab }),
  createRoute({ getParentRoute: under, path: '/retire', component: RetireRoute, validateSearch: parseTab }),
  createRoute({ getParentRoute: under, path: '/retire/lots/$id', component: LotRoute }),
  createRoute({ getParentRoute: under, path: '/licences', component: LicencesRoute, validateSearch: parseLicences }),
  createRoute({ getParentRoute: under, path: '/licences/$id', component: LicenceRoute }),
  createRoute({ getParentRoute: under, path: '/suppliers/$id', component: SupplierRoute }),
  createRoute({ getParentRoute: under, path: '/expiries', component: ExpiriesRoute, validateSearch: parseExpiries }),
  createRoute({ getParentRoute: under, path: '/reminders', component: RemindersRoute, validateSearch: parseReminders }),
  createRoute({ getParentRoute: under, path: '/movements', component: MovementsRoute, validateSearch: parseMovements }),
  createRoute({ getParentRoute: under, path: '/deploy', component: DeployRoute, validateSearch: parseTab }),
  createRoute({ getParentRoute: under, path: '/deploy/people/$id', component: RoleRunRoute }),
  createRoute({ getParentRoute: under, path: '/deploy/profiles/$id', component: ProfileRoute }),
  createRoute({ getParentRoute: under, path: '/deploy/runs/$id', component: ConfigurationRunRoute }),
  createRoute({
    getParentRoute: under,
    path: '/maintenance',
    component: MaintenanceRoute,
    validateSearch: parseMaintenance,
  }),
  createRoute({ getParentRoute: under, path: '/maintenance/orders/$id', component: WorkOrderRoute }),
  createRoute({ getParentRoute: under, path: '/support', component: SupportRoute, validateSearch: parseTab }),
  createRoute({ getParentRoute: under, path: '/support/tickets/$id', component: TicketRoute }),
  createRoute({ getParentRoute: under, path: '/updates', component: UpdatesRoute, validateSearch: parseTab }),
  createRoute({ getParentRoute: under, path: '/updates/campaigns/$id', component: CampaignRoute }),
  createRoute({ getParentRoute: under, path: '/recovery', component: RecoveryRoute, validateSearch: parseTab }),
  createRoute({ getParentRoute: under, path: '/recovery/items/$id', component: ProtectedItemRoute }),
  createRoute({ getParentRoute: under, path: '/recovery/plans/$id', component: RecoveryPlanRoute }),
  createRoute({ getParentRoute: under, path: '/recovery/drills/$id', component: DrillRoute }),
  createRoute({ getParentRoute: under, path: '/handbook', component: HandbookRoute }),
  createRoute({ getParentRoute: under, path: '/handbook/$id', component: HandbookRoute }),
  createRoute({ getParentRoute: under, path: '/training', component: TrainingRoute }),
  createRoute({ getParentRoute: under, path: '/training/$id', component: CourseRoute }),
  createRoute({
    getParentRoute: under,
    path: '/training/$id/sign',
    component: LessonRoute,
    validateSearch: parsePerson,
  }),
  createRoute({ getParentRoute: under, path: '/import', component: ImportRoute }),
  createRoute({ getParentRoute: under, path: '/loans', component: LoansRoute, validateSearch: parseTab }),
  createRoute({ getParentRoute: under, path: '/kiosk', component: KioskRoute, validateSearch: parseTab }),
  createRoute({
    getParentRoute: under,
    path: '/supplies',
    component: SuppliesRoute,
    validateSearch: parseSupplySearch,
  }),
  createRoute({ getParentRoute: under, path: '/supplies/$id', component: ArticleRoute }),
  createRoute({ getParentRoute: under, path: '/tracking', component: TrackingRoute, validateSearch: parseTab }),
  createRoute({ getParentRoute: under, path: '/labels', component: LabelsRoute, validateSearch: parseTab }),
  createRoute({
    getParentRoute: under,
    path: '/labels/templates/$id',
    component: DesignerRoute,
    validateSearch: (search: Record<string, unknown>): { copy?: boolean } =>
      search['copy'] === true ? { copy: true } : {},
  }),
  createRoute({ getParentRoute: under, path: '/reports', component: ReportsRoute, validateSearch: parseTab }),
  createRoute({ getParentRoute: under, path: '/settings', component: SettingsRoute, validateSearch: parseTab }),
]);

export const router = createRouter({ routeTree: tree, history: createHashHistory(), defaultPreload: false });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
