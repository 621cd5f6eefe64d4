import { ownFieldName } from '#shared/features/spreadsheets/own-field.ts';
import { word } from '#renderer/ui/text/t.ts';

/** What a target of a column is called: by our word, or by the name that its category gives it. */
export const fieldName = (key: string): string => ownFieldName(key) ?? word('field', key);
