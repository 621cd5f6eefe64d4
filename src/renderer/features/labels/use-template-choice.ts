import { useQuery } from '@tanstack/react-query';
import { fitsOn, mediumOf } from '#shared/features/labels/media.ts';
import type { Printer } from '#shared/features/labels/printer-contract.ts';
import type { TemplateRow } from '#shared/features/labels/template-contract.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { useRemembered } from '#renderer/ui/remembered.ts';
import type { Basket } from './basket.ts';
import { fittingFirst, preferredTemplate, templatesFor } from './choose-template.ts';

interface TemplateChoice {
  offered: TemplateRow[];
  chosen: TemplateRow | null;
  choose: (id: string) => void;
  /** Of the first few things, as people know them. */
  names: string[];
}

/** The template to print with: remembered for each printer and kind of thing, unless the category has one of its own. */
export function useTemplateChoice({ kind, ids }: Basket, printer: Printer | null): TemplateChoice {
  const templates = useQuery(rpc.labels.listTemplates.queryOptions()).data ?? [];
  const categories = useQuery(rpc.assets.listCategories.queryOptions({ enabled: kind === 'asset' })).data ?? [];
  const selection = useQuery(rpc.labels.selection.queryOptions({ input: { kind, ids: [...ids] } })).data;
  const [remembered, choose] = useRemembered(`label-template.${printer?.id ?? 'pdf'}.${kind}`, '');
  const medium = mediumOf(printer?.mediumKey ?? null);
  const offered = fittingFirst(
    templatesFor(templates, kind, selection?.categoryIds ?? [], categories),
    (size) => medium === undefined || fitsOn(medium, size),
  );
  // What was chosen for exactly these things stands, also against the category's own template.
  const [chosenHere, chooseHere] = useRemembered(`label-template.chosen.${kind}`, '');
  const forThese = `${ids.length}:${ids[0] ?? 0}:`;
  const explicit = chosenHere.startsWith(forThese) ? chosenHere.slice(forThese.length) : null;
  return {
    offered,
    chosen: preferredTemplate(offered, explicit ?? remembered, explicit === null && kind === 'asset'),
    choose: (id) => {
      choose(id);
      chooseHere(forThese + id);
    },
    names: selection?.names ?? [],
  };
}
