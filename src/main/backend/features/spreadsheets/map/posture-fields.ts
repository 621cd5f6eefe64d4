import { ANTIVIRUS_STATES, ENCRYPTION_STATES, MDM_STATES, SCREEN_LOCK_STATES } from './choices.ts';
import { field } from './entity-description.ts';
import type { EntityDescription } from './entity-description.ts';

/** What a row about a device may carry, as systems for the management of devices and scanners of viruses export it. */
export const POSTURE_DESCRIPTION: EntityDescription = {
  entity: 'postures',
  identifiedBy: ['tag', 'serial', 'hostname'],
  matchedBy: ['tag', 'serial', 'hostname'],
  uniqueTogether: ['tag', 'serial', 'hostname', 'readOn'],
  fields: [
    field(
      'tag',
      'tag',
      'asset tag|tag|asset number|asset no|inventory number|inventory no|barcode|inventarnummer|inventarni cislo|numero d inventaire',
    ),
    field(
      'serial',
      'serial',
      'serial|serial number|serial no|sn|s n|service tag|device serial number|hardware serial|bios serial number|seriennummer|seriove cislo|numero de serie',
    ),
    field(
      'hostname',
      'text',
      'computer|computer name|device|device name|hostname|host name|host|machine|machine name|endpoint|endpoint name|dns name|netbios name|rechner|rechnername|geratename|computername|pocitac|nazev pocitace|nom d hote',
    ),
    field(
      'encryption',
      'choice',
      'encryption|encrypted|encryption status|is encrypted|disk encryption|disk encryption status|bitlocker|bitlocker status|filevault|filevault status|filevault 2 status|device encryption|verschlusselung|verschlusselt|sifrovani|chiffrement',
      { choices: ENCRYPTION_STATES },
    ),
    field(
      'antivirus',
      'choice',
      'antivirus|antivirus status|av status|anti virus|malware protection|virus protection|protection status|defender status|endpoint protection|signature status|real time protection|virenschutz|antivir|antivirova ochrana',
      { choices: ANTIVIRUS_STATES },
    ),
    field(
      'patchedOn',
      'date',
      'patched on|last patched|last patch|last update installed|last updates|last update|updates installed on|last installed update|security patch date|security patch level|android security patch level|patch date|zuletzt aktualisiert|letztes update|posledni aktualizace|derniere mise a jour',
    ),
    field(
      'patchLevel',
      'text',
      'patch level|os version|operating system version|os build|build|build number|system version|firmware version|betriebssystemversion|verze systemu|version du systeme',
    ),
    field(
      'mdm',
      'choice',
      'mdm|managed|mdm status|enrollment status|enrolment status|management state|managed by|management agent|is managed|enrolled|registration state|management status|verwaltet|verwaltung|sprava',
      { choices: MDM_STATES },
    ),
    field(
      'screenLock',
      'choice',
      'screen lock|passcode|passcode status|passcode present|password set|lock screen|screen lock status|passcode compliant|bildschirmsperre|zamek obrazovky|verrouillage',
      { choices: SCREEN_LOCK_STATES },
    ),
    field(
      'contactOn',
      'date',
      'last contact|last check in|last checkin|last seen|last sync|last sync date|last inventory update|last online|last communication|last connected|last contact date|last reported|letzter kontakt|zuletzt gesehen|posledni kontakt|dernier contact',
    ),
    field('readOn', 'date', 'read on|report date|exported on|as of|stand|datum|reading date|ke dni|date du rapport'),
    field('source', 'text', 'source|data source|reported by|quelle|zdroj'),
  ],
};
