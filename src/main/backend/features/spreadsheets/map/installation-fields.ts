import { field } from './entity-description.ts';
import type { EntityDescription } from './entity-description.ts';

/** What a row about an installation may carry, as scanners and systems for the management of computers export it. */
export const INSTALLATION_DESCRIPTION: EntityDescription = {
  entity: 'installations',
  identifiedBy: ['product'],
  matchedBy: ['product'],
  uniqueTogether: ['product', 'tag', 'serial', 'hostname'],
  fields: [
    field(
      'product',
      'reference',
      'software|software name|software product|product|product name|application|application name|program|program name|app|display name|displayname|title|installed software|name|programm|anwendung|produkt|produktname|logiciel|produit|aplikace|program nazev',
      { required: true },
    ),
    field(
      'publisher',
      'reference',
      'publisher|vendor|software publisher|manufacturer|developer|company|company name|hersteller|herausgeber|editeur|vydavatel|vyrobce',
    ),
    field(
      'softwareVersion',
      'text',
      'version|software version|product version|application version|display version|displayversion|version number|release|build|versionsnummer|verze',
    ),
    field(
      'tag',
      'tag',
      'asset tag|tag|asset number|asset no|inventory number|inventory no|barcode|inventarnummer|inventarni cislo|numero d inventaire',
    ),
    field(
      'serial',
      'serial',
      'serial|serial number|serial no|sn|s n|service tag|device serial number|bios serial number|seriennummer|seriove cislo|numero de serie',
    ),
    field(
      'hostname',
      'text',
      'computer|computer name|device|device name|hostname|host name|host|machine|machine name|netbios name|asset name|asset|installed on device|rechner|rechnername|geratename|computername|pocitac|nazev pocitace|ordinateur|nom d hote',
    ),
    field(
      'installedOn',
      'date',
      'install date|installed on|installation date|installed|date installed|installdate|installiert am|installationsdatum|datum instalace|date d installation',
    ),
    field(
      'seenOn',
      'date',
      'last seen|seen on|last scan|scan date|last inventory|inventory date|last discovered|discovered on|discovery date|last reported|zuletzt gesehen|letzter scan|naposledy videno|derniere detection',
    ),
    field(
      'usedOn',
      'date',
      'last used|last usage|last used on|last run|last launched|usage date|zuletzt verwendet|zuletzt benutzt|naposledy pouzito|derniere utilisation',
    ),
    field('source', 'text', 'source|discovery source|data source|scanner|discovered by|quelle|zdroj'),
  ],
};
