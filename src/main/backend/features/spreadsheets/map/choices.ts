import { wordsOf } from '#shared/primitives/text.ts';

function table(entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const choices = new Map<string, string>();
  for (const [value, phrases] of Object.entries(entries)) {
    choices.set(choiceKey(value), value);
    for (const phrase of phrases.split('|')) choices.set(choiceKey(phrase), value);
  }
  return choices;
}

// Columns repeat themselves: of 100,000 cells most have been looked up before.
const keys = new Map<string, string>();
const mostKeys = 5000;

/** The form under which a choice is looked up: its words in lower case without accents. */
export function choiceKey(text: string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = wordsOf(text).join(' ');
  if (keys.size >= mostKeys) keys.clear();
  keys.set(text, key);
  return key;
}

/** The statuses of other systems (Snipe-IT, GLPI, Ralph, ServiceNow, Lansweeper, plain lists) in our words. */
export const STATUSES = table({
  ordered:
    'on order|order|requested|purchased|pending delivery|incoming|to be delivered|in transit|bestellt|objednano|commande|en commande',
  in_stock:
    'stock|available|ready to deploy|deployable|free|spare|in storage|new|unassigned|unused|reserved|ready|lager|auf lager|verfugbar|frei|skladem|volne|en stock|disponible|libre',
  in_preparation:
    'pending|in progress|waiting for release|being prepared|preparing|staging|imaging|configuring|build|on hold|in vorbereitung|priprava|en preparation',
  in_use:
    'deployed|assigned|checked out|in production|production|active|installed|used|allocated|operational|live|in service use|in gebrauch|in betrieb|im einsatz|aktiv|zugewiesen|pouzivano|prideleno|aktivni|en service|utilise|attribue|in custody',
  on_loan:
    'loan|loaned|loaned out|borrowed|lent|temporary|verliehen|ausgeliehen|leihgabe|zapujceno|vypujceno|prete|en pret',
  in_maintenance:
    'maintenance|in repair|repair|under repair|out for repair|out for diagnostics|in service|rma|damaged|broken|broken not fixable yet|defective|faulty|in reparatur|reparatur|wartung|defekt|oprava|v oprave|udrzba|en reparation|en maintenance|en panne',
  missing: 'not found|unknown location|unaccounted|vermisst|nicht gefunden|nenalezeno|chybi|manquant|introuvable',
  lost: 'lost stolen|lost or stolen|verloren|ztraceno|perdu',
  stolen: 'theft|gestohlen|odcizeno|ukradeno|vole',
  retiring:
    'to be retired|to dispose|pending disposal|end of life|eol|to be disposed|to be scrapped|pending retirement|decommissioning|auszumustern|k vyrazeni|a reformer',
  disposed:
    'retired|archived|disposed of|scrapped|sold|donated|recycled|liquidated|liquidation|written off|decommissioned|destroyed|absent|broken not fixable|ausgemustert|entsorgt|verschrottet|verkauft|vyrazeno|zlikvidovano|prodano|reforme|rebut|vendu|mis au rebut',
});

/** Conditions of an asset in our words. */
export const CONDITIONS = table({
  new: 'brand new|unopened|neu|neuf|nove|novy',
  good: 'excellent|very good|ok|fine|gut|sehr gut|bon|tres bon|dobry|dobre',
  worn: 'fair|used|average|acceptable|gebraucht|mittel|moyen|use|pouzite',
  damaged: 'poor|bad|heavily worn|schlecht|mauvais|spatny|spatne|poskozene|beschadigt',
  defective: 'broken|faulty|for parts|defekt|kaputt|casse|en panne|rozbite',
});

/** Ways in which a value goes down, in our words. */
export const DEPRECIATION_METHODS = table({
  straight_line: 'straight|linear|sl|straight line depreciation|lineare abschreibung|gleichmassig|rovnomerne|lineaire',
  declining:
    'declining balance|double declining|double declining balance|reducing balance|diminishing value|ddb|degressiv|degressive|zrychlene|degressif',
  none: 'no|no depreciation|not depreciated|keine|nicht abgeschrieben|bez odpisu|aucun|aucune',
});

/** Kinds of places in our words. */
export const PLACE_KINDS = table({
  site: 'campus|city|town|region|country|location|company site|premises|standort|gelande|areal|mesto|lokalita|ville|pays',
  building:
    'house|block|office building|warehouse|hall|gebaude|haus|halle|lager|budova|sklad|batiment|immeuble|entrepot',
  floor: 'level|storey|story|etage|stockwerk|geschoss|patro|podlazi|niveau',
  room: 'office|lab|laboratory|server room|storage room|meeting room|area|raum|zimmer|buro|mistnost|kancelar|salle|piece|bureau',
  rack: 'cabinet|shelf|cupboard|schrank|regal|skrin|regal sklad|baie|armoire|etagere',
  bin: 'box|drawer|slot|compartment|fach|kiste|schublade|prihradka|krabice|bac|tiroir|casier',
});

/** Words for yes and no in English, German, French, Czech. */
export const BOOLEANS = table({
  true: 'yes|y|1|on|x|active|activated|enabled|checked|ja|j|wahr|aktiv|oui|o|vrai|actif|ano|pravda|aktivni',
  false: 'no|n|0|off|inactive|deactivated|disabled|nein|falsch|inaktiv|non|faux|inactif|ne|nepravda|neaktivni',
});

/** Kinds of articles that are counted instead of tagged. */
export const SUPPLY_KINDS = table({
  accessory: 'accessories|component|components|part|zubehor|prislusenstvi|accessoire',
  consumable: 'consumables|supply|supplies|verbrauchsmaterial|verbrauchsartikel|spotrebni material|consommable',
});

const YES = 'yes|true|1|y|enabled|enabled and active|active|ja|ano|oui|vrai|wahr|ein|aktiv|aktiviert';
const NO = 'no|false|0|n|disabled|not enabled|inactive|nein|ne|non|faux|falsch|aus|deaktiviert';

/** How systems for the management of devices (Intune, Jamf, Defender, Sophos, plain lists) say what they see. */
export const ENCRYPTION_STATES = table({
  on: `${YES}|encrypted|fully encrypted|compliant|protected|protection on|bitlocker on|filevault enabled|encryption complete|verschlusselt|sifrovano|chiffre`,
  partly:
    'partial|partially encrypted|encrypting|in progress|encryption in progress|suspended|protection suspended|some partitions encrypted|teilweise|castecne|partiel',
  off: `${NO}|not encrypted|unencrypted|decrypted|not compliant|unprotected|protection off|no partitions encrypted|nicht verschlusselt|nesifrovano|non chiffre`,
});
export const ANTIVIRUS_STATES = table({
  current: `${YES}|on|up to date|updated|healthy|protected|running|ok|good|clean|compliant|aktuell|aktualni|a jour`,
  outdated:
    'out of date|not updated|not up to date|definitions out of date|signatures out of date|stale|warning|expired|veraltet|zastarale|obsolete',
  off: `${NO}|not installed|missing|not protected|unprotected|stopped|not running|snoozed|bad|critical|not compliant|nicht installiert|kein|vypnuto|desactive`,
});
export const MDM_STATES = table({
  managed: `${YES}|enrolled|mdm|intune|jamf|supervised|user approved|co managed|compliant|registered|verwaltet|registriert|spravovano|gere`,
  unmanaged: `${NO}|not enrolled|unenrolled|not managed|retired|wiped|pending|not registered|nicht verwaltet|nespravovano|non gere`,
});
export const SCREEN_LOCK_STATES = table({
  on: `${YES}|set|passcode set|passcode present|password set|locked|compliant|required|eingerichtet|nastaveno`,
  off: `${NO}|not set|none set|no passcode|passcode not set|not compliant|not required|nicht eingerichtet|nenastaveno`,
});
