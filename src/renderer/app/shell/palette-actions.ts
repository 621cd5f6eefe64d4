import type { Permission } from '#shared/features/auth/permissions.ts';
import { askFor } from '#renderer/ui/asked-for.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';
import type { TextKey } from '#renderer/ui/text/t.ts';
import { sections } from '../sections.ts';

/** What can be begun or gone to by its name. */
export interface PaletteAction {
  key: string;
  label: string;
  run: () => void;
}

type May = (permission: Permission) => boolean;

function goTo(href: string): void {
  window.location.hash = href;
}

/** Forms by the name under which their page opens them. */
const forms: readonly (readonly [string, TextKey, string, Permission])[] = [
  ['asset', 'assets.register', hrefTo('/assets'), 'asset.create'],
  ['person', 'people.add', hrefTo('/people'), 'person.edit'],
  ['place', 'places.add', hrefTo('/places'), 'place.edit'],
  ['supplier', 'catalogue.addSupplier', hrefTo('/catalogue', { tab: 'suppliers' }), 'supplier.edit'],
  ['ticket', 'support.newTicket', hrefTo('/support'), 'ticket.work'],
  ['incident', 'incidents.declare', hrefTo('/incidents'), 'incident.declare'],
  ['workOrder', 'maintenance.newOrder', hrefTo('/maintenance'), 'maintenance.work'],
  ['stocktake', 'stocktakes.plan', hrefTo('/stocktakes'), 'stocktake.reconcile'],
  ['entitlement', 'licences.newEntitlement', hrefTo('/licences'), 'licence.edit'],
  ['article', 'supplies.add', hrefTo('/supplies'), 'supply.edit'],
  ['lot', 'lots.begin', hrefTo('/retire', { tab: 'lots' }), 'lot.ship'],
  ['campaign', 'updates.newCampaign', hrefTo('/updates', { tab: 'campaigns' }), 'maintenance.plan'],
  ['reservation', 'reservation.new', hrefTo('/loans', { tab: 'calendar' }), 'asset.reserve'],
  ['pool', 'pool.new', hrefTo('/loans', { tab: 'pools' }), 'asset.edit'],
  ['contract', 'procurement.newContract', hrefTo('/acquire', { tab: 'contracts' }), 'po.create'],
  ['model', 'catalogue.addModel', hrefTo('/catalogue', { tab: 'models' }), 'catalogue.edit'],
  ['manufacturer', 'catalogue.addManufacturer', hrefTo('/catalogue', { tab: 'manufacturers' }), 'catalogue.edit'],
  ['operator', 'auth.addOperator', hrefTo('/settings', { tab: 'operators' }), 'operator.manage'],
  ['plan', 'maintenance.newPlan', hrefTo('/maintenance', { tab: 'plans' }), 'maintenance.plan'],
  ['recoveryPlan', 'recovery.newPlan', hrefTo('/recovery', { tab: 'plans' }), 'maintenance.plan'],
];

/** Pages on which something is begun. */
const beginnings: readonly (readonly [TextKey, string, Permission])[] = [
  ['assets.enterMany', hrefTo('/entry'), 'asset.create'],
  ['procurement.newRequisition', hrefTo('/acquire/requisitions/new'), 'request.create'],
  ['configuration.newProfile', hrefTo('/deploy/profiles/new'), 'configuration.edit'],
  ['training.newCourse', hrefTo('/training/new'), 'training.manage'],
  ['templates.add', hrefTo('/labels/templates/new'), 'label.design'],
  ['reports.makePack', hrefTo('/reports', { tab: 'pack' }), 'auditpack.make'],
  ['reports.verifyPack', hrefTo('/reports', { tab: 'verify' }), 'audit.read'],
  ['reports.verifyJournal', hrefTo('/reports', { tab: 'journal' }), 'audit.read'],
  ['labels.addPrinter', hrefTo('/settings', { tab: 'printers' }), 'device.configure'],
  ['backups.backUpNow', hrefTo('/settings', { tab: 'backups' }), 'backup.run'],
  ['setup.saveBundle', hrefTo('/settings', { tab: 'about' }), 'asset.view'],
];

/** The tabs of the parts of the window, which the navigation does not show. */
const tabs: Readonly<Record<string, readonly (readonly [string, TextKey, Permission?])[]>> = {
  '/acquire': [
    ['orders', 'procurement.orders'],
    ['receiving', 'procurement.receiving', 'receipt.create'],
    ['planning', 'roleKits.planning'],
    ['contracts', 'procurement.contracts'],
    ['invoices', 'procurement.invoices', 'asset.cost.view'],
    ['approvals', 'procurement.approvals', 'asset.cost.view'],
    ['rules', 'procurement.rules', 'asset.cost.view'],
  ],
  '/deploy': [
    ['people', 'roleRuns.title'],
    ['profiles', 'configuration.profiles'],
  ],
  '/licences': [
    ['compliance', 'licences.compliance'],
    ['reclaim', 'licences.reclaim'],
    ['renewals', 'licences.renewals'],
    ['recognition', 'licences.recognition'],
  ],
  '/loans': [
    ['calendar', 'calendar.title'],
    ['remind', 'reminder.toRemind'],
    ['pools', 'pool.pools'],
    ['kits', 'kit.kits'],
    ['accessories', 'custody.accessories'],
    ['receipts', 'handover.receipts'],
    ['texts', 'loans.texts'],
  ],
  '/kiosk': [
    ['waiting', 'kiosk.waiting'],
    ['settled', 'kiosk.settled'],
    ['policy', 'kiosk.policy'],
  ],
  '/labels': [
    ['proof', 'proof.title'],
    ['templates', 'templates.title'],
  ],
  '/supplies': [['reorder', 'supplies.reorder']],
  '/maintenance': [
    ['calendar', 'calendar.title'],
    ['plans', 'maintenance.plans'],
  ],
  '/support': [
    ['models', 'support.models'],
    ['guides', 'support.guides'],
    ['hours', 'support.hours'],
  ],
  '/updates': [
    ['campaigns', 'updates.campaigns'],
    ['products', 'updates.products'],
  ],
  '/recovery': [
    ['plans', 'recovery.plans'],
    ['drills', 'recovery.drills'],
    ['services', 'recovery.services'],
  ],
  '/security': [
    ['keeping', 'security.keeping'],
    ['policy', 'security.policy'],
  ],
  '/tracking': [
    ['locate', 'tracking.locate'],
    ['encode', 'tracking.encode', 'asset.edit'],
    ['map', 'map.title'],
  ],
  '/retire': [
    ['review', 'retirement.review'],
    ['sanitise', 'sanitise.title'],
    ['lots', 'retirement.lots'],
    ['register', 'retirement.register'],
    ['rules', 'retirement.rules'],
  ],
  '/catalogue': [
    ['manufacturers', 'catalogue.manufacturers'],
    ['suppliers', 'catalogue.suppliers'],
    ['software', 'software.title'],
    ['categories', 'catalogue.categories'],
  ],
  '/costs': [
    ['ownership', 'costs.ownership'],
    ['replacements', 'costs.replacements'],
  ],
  '/reports': [
    ['reports', 'builder.title', 'export.run'],
    ['depreciation', 'depreciation.tab', 'asset.cost.view'],
    ['pack', 'reports.pack', 'auditpack.make'],
    ['journal', 'reports.journal', 'audit.read'],
    ['reconciliation', 'reconciliation.title', 'import.run'],
  ],
  '/settings': [
    ['organisation', 'setup.organisation', 'settings.edit'],
    ['operators', 'auth.operators', 'operator.manage'],
    ['roles', 'auth.matrix', 'role.edit'],
    ['desk', 'nav.desk'],
    ['printers', 'labels.printers'],
    ['devices', 'devices.title'],
    ['reminders', 'nav.reminders', 'settings.edit'],
    ['appearance', 'appearance.title'],
    ['backups', 'backups.title', 'backup.run'],
    ['keys', 'keys.title', 'operator.manage'],
    ['about', 'setup.about'],
  ],
};

/** Everything that this operator can begin, by the name that its button has. */
export function actionsFor(may: May): PaletteAction[] {
  return [
    ...forms
      .filter(([, , , permission]) => may(permission))
      .map(([form, name, href]) => ({
        key: `form-${form}`,
        label: t(name),
        run: () => {
          goTo(href);
          askFor(form);
        },
      })),
    ...beginnings
      .filter(([, , permission]) => may(permission))
      .map(([name, href]) => ({ key: name, label: t(name), run: () => goTo(href) })),
  ];
}

/** Every tab of a part that this operator sees, told with the part it is in. */
export function tabsFor(may: May): PaletteAction[] {
  return sections
    .filter(({ permissions }) => permissions.some(may))
    .flatMap(({ path, name }) =>
      (tabs[path] ?? [])
        .filter(([, , permission]) => permission === undefined || may(permission))
        .map(([tab, label]) => ({
          key: `${path} ${tab}`,
          label: `${t(name)} › ${t(label)}`,
          run: () => goTo(hrefTo(path, { tab })),
        })),
    );
}
