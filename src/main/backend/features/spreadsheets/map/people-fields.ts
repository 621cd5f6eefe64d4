import { field } from './entity-description.ts';
import type { EntityDescription } from './entity-description.ts';
import { looksLikeEmail } from './recognisers.ts';

/** What a row about a person may carry. */
export const PEOPLE_DESCRIPTION: EntityDescription = {
  entity: 'people',
  identifiedBy: ['employeeNumber', 'email', 'username', 'name'],
  matchedBy: ['employeeNumber', 'username', 'email', 'externalId'],
  fields: [
    field(
      'employeeNumber',
      'tag',
      'employee number|employee no|employee id|employee num|staff number|staff id|personnel number|payroll number|personalnummer|mitarbeiternummer|osobni cislo|matricule|numero d employe',
      {
        unique: true,
      },
    ),
    field(
      'name',
      'text',
      'name|full name|display name|employee name|person|user|common name|vollstandiger name|jmeno a prijmeni|cele jmeno|nom complet',
      {
        required: true,
        composedOf: ['givenName', 'familyName'],
      },
    ),
    field('givenName', 'text', 'first name|given name|forename|firstname|vorname|jmeno|krestni jmeno|prenom'),
    field(
      'familyName',
      'text',
      'last name|surname|family name|lastname|nachname|familienname|prijmeni|nom|nom de famille',
    ),
    field(
      'email',
      'email',
      'email|e mail|email address|e mail address|mail|work email|e mail adresse|adresse e mail|courriel|emailova adresa',
      {
        unique: true,
        recognise: looksLikeEmail,
      },
    ),
    field(
      'username',
      'text',
      'username|user name|login|login name|user id|account|sam account name|samaccountname|upn|user principal name|benutzername|anmeldename|uzivatelske jmeno|identifiant',
      {
        unique: true,
      },
    ),
    field(
      'phone',
      'text',
      'phone|telephone|phone number|mobile|mobile phone|tel|work phone|business phone|telefon|telefonnummer|mobil|telefonni cislo|numero de telephone',
    ),
    field(
      'title',
      'text',
      'title|job title|position|function|role title|berufsbezeichnung|stelle|funktion|pozice|funkce|poste|fonction|titre',
    ),
    field(
      'department',
      'reference',
      'department|dept|division|team|organisational unit|organizational unit|abteilung|oddeleni|departement|service',
    ),
    field(
      'place',
      'reference',
      'location|place|site|office|office location|building|room|standort|buro|umisteni|pracoviste|kancelar|lieu|site de travail|bureau',
    ),
    field('role', 'text', 'role|roles|user role|permission group|permissions|rolle|opravneni', { privileged: true }),
    field(
      'manager',
      'reference',
      'manager|supervisor|reports to|line manager|boss|vorgesetzter|nadrizeny|vedouci|responsable|superieur',
    ),
    field(
      'startsOn',
      'date',
      'start date|starts on|hire date|joined|date of joining|entry date|eintrittsdatum|eintritt|datum nastupu|date d embauche|date d entree',
    ),
    field(
      'endsOn',
      'date',
      'end date|ends on|leaving date|termination date|last day|exit date|austrittsdatum|austritt|datum odchodu|date de depart|date de sortie',
    ),
    field(
      'badgeCode',
      'tag',
      'badge|badge code|badge number|badge id|card number|card id|rfid|rfid badge|ausweisnummer|kartennummer|cislo karty|numero de badge',
      {
        unique: true,
      },
    ),
    field('active', 'boolean', 'active|activated|enabled|is active|account enabled|status|aktiv|aktivni|actif'),
    field(
      'notes',
      'notes',
      'notes|note|comment|comments|remarks|description|bemerkung|bemerkungen|notiz|poznamka|poznamky|commentaire|commentaires|remarques',
    ),
    field('externalId', 'text', 'external id|id|record id|sys id|object id|uuid|guid|source id', { unique: true }),
  ],
};
