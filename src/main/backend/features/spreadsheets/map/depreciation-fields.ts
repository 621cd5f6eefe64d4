import { longestLife } from '#shared/features/assets/depreciation.ts';
import { DEPRECIATION_METHODS } from './choices.ts';
import { field } from './entity-description.ts';

/** How a value goes down, of an asset as of a model. A heading that says no more than "depreciation" may mean anything. */
export const DEPRECIATION_FIELDS = [
  field(
    'depreciationMethod',
    'choice',
    'depreciation method|depreciation type|method of depreciation|abschreibungsmethode|abschreibungsart|metoda odpisu|methode d amortissement',
    { choices: DEPRECIATION_METHODS },
  ),
  field(
    'depreciationMonths',
    'months',
    'useful life|useful life months|depreciation months|depreciation term|depreciation period|nutzungsdauer|nutzungsdauer monate|abschreibungsdauer|doba odepisovani|duree d amortissement',
    { minimum: 1, maximum: longestLife },
  ),
  field(
    'residual',
    'money',
    'residual value|salvage value|scrap value|minimum value|restwert|zbytkova hodnota|valeur residuelle',
  ),
];
