import { CONDITIONS, STATUSES } from './choices.ts';
import { DEPRECIATION_FIELDS } from './depreciation-fields.ts';
import { field } from './entity-description.ts';
import type { EntityDescription } from './entity-description.ts';
import { looksLikeEmail, looksLikeImei, looksLikeMac, looksLikeMoney } from './recognisers.ts';

/** What a row about an asset may carry. */
export const ASSET_DESCRIPTION: EntityDescription = {
  entity: 'assets',
  identifiedBy: ['tag', 'serial', 'name', 'hostname', 'externalId', 'model'],
  matchedBy: ['tag', 'serial', 'externalId'],
  fields: [
    field(
      'tag',
      'tag',
      'asset tag|tag|asset number|asset no|asset id|inventory number|inventory no|inventory tag|barcode|bar code|qr code|label|inventarnummer|inventar nr|anlagennummer|inventarni cislo|numero d inventaire|n inventaire|etiquette',
      { unique: true },
    ),
    field(
      'serial',
      'serial',
      'serial|serial number|serial no|serial nr|sn|s n|service tag|serialnumber|manufacturer serial number|seriennummer|serien nr|seriove cislo|vyrobni cislo|numero de serie|n de serie',
      { unique: true },
    ),
    field(
      'name',
      'text',
      'name|asset name|title|display name|item name|item|asset|device name|bezeichnung|geratename|nazev|jmeno zarizeni|nom|designation|libelle',
    ),
    field(
      'category',
      'reference',
      'category|asset category|model category|type|asset type|device type|kind|item type|ci class|class|kategorie|typ|gerateart|druh|categorie|type d actif',
    ),
    field(
      'manufacturer',
      'reference',
      'manufacturer|brand|make|maker|oem|hersteller|marke|vyrobce|znacka|fabricant|marque|constructeur',
    ),
    field('model', 'reference', 'model|asset model|model name|model str|product|product name|modell|modele|produkt'),
    field(
      'modelNumber',
      'text',
      'model number|model no|part number|part no|product number|sku|mpn|modellnummer|teilenummer|cislo modelu|reference modele|numero de modele',
    ),
    field(
      'supplier',
      'reference',
      'supplier|vendor|provider|reseller|seller|purchased from|lieferant|handler|dodavatel|fournisseur|vendeur',
    ),
    field(
      'orderNumber',
      'text',
      'order number|order no|po number|purchase order|po|order|purchase order number|bestellnummer|auftragsnummer|cislo objednavky|numero de commande|bon de commande',
    ),
    field(
      'purchasedOn',
      'date',
      'purchase date|purchased|purchased on|date of purchase|bought on|acquisition date|invoice date|buy date|order date|kaufdatum|anschaffungsdatum|datum nakupu|datum porizeni|date d achat|date d acquisition',
    ),
    field(
      'cost',
      'money',
      'purchase cost|cost|price|purchase price|unit cost|unit price|valuation|value|amount|acquisition cost|preis|kaufpreis|anschaffungskosten|anschaffungswert|cena|porizovaci cena|prix|prix d achat|cout|valeur',
      {
        recognise: looksLikeMoney,
      },
    ),
    field('currency', 'currency', 'currency|price currency|cost currency|currency code|wahrung|mena|devise|monnaie'),
    field(
      'warrantyMonths',
      'months',
      'warranty months|warranty|warranty duration|warranty term|warranty period|warranty in months|garantie monate|garantiedauer|zaruka mesice|zaruka|duree de garantie',
      {
        minimum: 0,
        maximum: 600,
      },
    ),
    field(
      'warrantyUntil',
      'date',
      'warranty until|warranty expires|warranty expiration|warranty expiration date|warranty end|warranty end date|warranty expiry|garantie bis|garantieende|zaruka do|fin de garantie|date d expiration de la garantie',
    ),
    field(
      'endOfLifeOn',
      'date',
      'end of life|asset eol date|eol date|end of life date|retirement date|planned retirement|lifecycle end|lebensende|konec zivotnosti|fin de vie',
    ),
    ...DEPRECIATION_FIELDS,
    field(
      'status',
      'choice',
      'status|asset status|state|status label|install status|lifecycle status|lifecycle stage|zustandsstatus|stav|statut|etat',
      { choices: STATUSES },
    ),
    field('condition', 'choice', 'condition|physical condition|asset condition|zustand|kondice|condition physique', {
      choices: CONDITIONS,
    }),
    field(
      'place',
      'reference',
      'location|place|site|room|office|asset location|default location|building|current location|warehouse|rack str|standort|raum|ort|umisteni|lokalita|mistnost|lieu|emplacement|salle',
    ),
    field(
      'custodianUsername',
      'text',
      'custodian username|checked out to username|assigned to username|username|user name|login|user login|assigned username|benutzername|uzivatelske jmeno|identifiant',
    ),
    field(
      'custodianEmail',
      'email',
      'custodian email|checked out to email|assigned to email|user email|owner email|email|e mail|mail|assigned email',
      {
        recognise: looksLikeEmail,
      },
    ),
    field(
      'custodianName',
      'text',
      'custodian|checked out to|assigned to|user|owner|assignee|used by|custodian name|assigned user|holder|full name|checked out to full name|benutzer|nutzer|besitzer|zugewiesen an|uzivatel|drzitel|utilisateur|detenteur|attribue a',
      {
        composedOf: ['custodianGivenName', 'custodianFamilyName'],
      },
    ),
    field(
      'custodianGivenName',
      'text',
      'checked out to first name|custodian first name|assigned to first name|user first name|first name|given name|vorname|krestni jmeno|prenom',
    ),
    field(
      'custodianFamilyName',
      'text',
      'checked out to last name|custodian last name|assigned to last name|user last name|last name|surname|family name|nachname|prijmeni|nom de famille',
    ),
    field('department', 'reference', 'department|dept|division|team|group|abteilung|oddeleni|departement|service'),
    field(
      'costCentre',
      'text',
      'cost centre|cost center|cost centre code|cost center code|kostenstelle|nakladove stredisko|centre de cout|budget info str|budget info',
    ),
    field(
      'company',
      'reference',
      'company|organisation|organization|entity|legal entity|owner company|property of str|property of|firma|unternehmen|gesellschaft|spolecnost|societe|entreprise|entite',
    ),
    field(
      'notes',
      'notes',
      'notes|note|asset notes|comment|comments|remarks|description|bemerkung|bemerkungen|notiz|kommentar|poznamka|poznamky|popis|beschreibung|commentaire|commentaires|remarques',
    ),
    field('externalId', 'text', 'external id|id|record id|sys id|object id|uuid|guid|source id', { unique: true }),
    field(
      'hostname',
      'text',
      'hostname|host name|computer name|fqdn|dns name|rechnername|computername|nazev pocitace|nom d hote',
    ),
    field(
      'macAddress',
      'mac',
      'mac address|mac|ethernet address|physical address|wifi mac|mac adresse|mac adresa|adresse mac',
      { recognise: looksLikeMac },
    ),
    field('imei', 'imei', 'imei|imei number|imei 1|imei cislo|numero imei', { recognise: looksLikeImei, unique: true }),
    field(
      'quantity',
      'integer',
      'quantity|qty|amount of items|count|units|menge|anzahl|stuck|mnozstvi|pocet|quantite|nombre',
      {
        minimum: 1,
        maximum: 1_000_000,
      },
    ),
  ],
};
