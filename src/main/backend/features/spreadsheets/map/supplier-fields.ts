import { field } from './entity-description.ts';
import type { EntityDescription } from './entity-description.ts';
import { looksLikeEmail } from './recognisers.ts';

/** What a row about a supplier may carry. */
export const SUPPLIER_DESCRIPTION: EntityDescription = {
  entity: 'suppliers',
  identifiedBy: ['name'],
  matchedBy: ['name'],
  fields: [
    field(
      'name',
      'text',
      'supplier|supplier name|name|vendor|vendor name|company|company name|reseller|lieferant|firma|handler|dodavatel|fournisseur|societe|nom',
      { required: true, unique: true },
    ),
    field(
      'contact',
      'text',
      'contact|contact person|contact name|representative|ansprechpartner|kontakt|kontaktni osoba|interlocuteur',
    ),
    field('email', 'email', 'email|e mail|email address|mail|contact email|e mail adresse|courriel|adresse e mail', {
      recognise: looksLikeEmail,
    }),
    field(
      'phone',
      'text',
      'phone|telephone|phone number|tel|mobile|telefon|telefonnummer|telefonni cislo|numero de telephone',
    ),
    field(
      'notes',
      'notes',
      'notes|note|comment|comments|remarks|description|bemerkung|bemerkungen|poznamka|commentaire',
    ),
  ],
};
