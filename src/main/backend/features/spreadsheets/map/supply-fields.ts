import { SUPPLY_KINDS } from './choices.ts';
import { field } from './entity-description.ts';
import type { EntityDescription } from './entity-description.ts';

/** What a row about an article may carry: the article itself, and how many of it lie at one place. */
export const SUPPLY_DESCRIPTION: EntityDescription = {
  entity: 'supplies',
  identifiedBy: ['name'],
  matchedBy: ['code', 'name'],
  uniqueTogether: ['name', 'place'],
  fields: [
    field(
      'name',
      'text',
      'article|article name|name|item|item name|product|consumable|accessory|component|description|bezeichnung|artikel|artikelname|nazev|polozka|article nom|nom',
      { required: true },
    ),
    field(
      'code',
      'tag',
      'code|barcode|article code|item code|item number|item no|article number|sku|artikelnummer|artikelcode|strichcode|kod|carovy kod|code barres',
    ),
    field('supplyKind', 'choice', 'kind|type|article type|category|art|typ|druh', { choices: SUPPLY_KINDS }),
    field('unit', 'text', 'unit|unit of measure|uom|einheit|mengeneinheit|jednotka|unite'),
    field(
      'reorderLevel',
      'integer',
      'minimum|min|min qty|minimum quantity|min quantity|reorder level|reorder point|minimum stock|mindestbestand|meldebestand|minimalni mnozstvi|stock minimum',
      { minimum: 0, maximum: 1_000_000 },
    ),
    field(
      'reorderQuantity',
      'integer',
      'reorder quantity|order quantity|pack size|package quantity|bestellmenge|packungsgrosse|objednaci mnozstvi|quantite de commande',
      { minimum: 1, maximum: 1_000_000 },
    ),
    field('supplier', 'reference', 'supplier|vendor|reseller|lieferant|dodavatel|fournisseur'),
    field(
      'supplierArticle',
      'text',
      'supplier article|supplier article number|supplier item|vendor part number|model number|lieferanten artikelnummer|cislo dodavatele|reference fournisseur',
    ),
    field(
      'place',
      'reference',
      'place|location|bin|shelf|storage|storage location|stock location|lagerort|lagerplatz|ort|standort|fach|misto|umisteni|emplacement',
    ),
    field(
      'quantity',
      'integer',
      'quantity|qty|stock|in stock|on hand|remaining|count|amount|menge|bestand|lagerbestand|anzahl|mnozstvi|zasoba|quantite|stock actuel',
      { minimum: 0, maximum: 1_000_000 },
    ),
    field('notes', 'notes', 'notes|note|comment|comments|remarks|bemerkung|bemerkungen|poznamka|commentaire'),
  ],
};
