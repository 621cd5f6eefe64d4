import type { ViewContent } from '#shared/features/views/contract.ts';

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain | undefined };

/** JSON in which the order of members and members that are undefined make no difference. */
function canonical(value: Plain | undefined): string {
  if (Array.isArray(value)) return `[${value.map((each: Plain) => canonical(each)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** Whether a list looks as the view says: columns with order and width, sorting and filter. */
export function looksAs(now: ViewContent, view: ViewContent): boolean {
  const content = ({ columns, sort, filter }: ViewContent) => canonical({ columns, sort, filter } as Plain);
  return content(now) === content(view);
}
