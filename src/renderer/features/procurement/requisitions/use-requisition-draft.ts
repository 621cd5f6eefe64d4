import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { client, queryClient, rpc } from '#renderer/rpc/client.ts';
import { fieldProblems } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import { checksOf, detailsOf, valuesOf } from './requisition-values.ts';
import type { RequisitionValues } from './requisition-values.ts';
import type { WantedItems } from './wanted-items.ts';

interface Given {
  /** As it is stored now, also after somebody else changed it; null for a new one. */
  requisition: Requisition | null;
  startWith: WantedItems;
  currency: string;
  saved: (id: number) => void;
  /** Told whether something is typed that is not saved; where nothing is, the form is begun anew from what is stored. */
  typed?: ((something: boolean) => void) | undefined;
}

interface Saving {
  values: RequisitionValues;
  submit: boolean;
  /** What the values are saved over. */
  over: { id: number; version: number } | null;
}

/**
 * What somebody words stays his when another operator changes the same need: the form tells of the other version and
 * saves over none that was not seen.
 */
export function useRequisitionDraft({ requisition: stored, startWith, currency, saved, typed }: Given) {
  /** What the form began with. */
  const [seen, setSeen] = useState(stored);
  const form = useForm<RequisitionValues>({
    initialValues: valuesOf(stored, startWith),
    validate: checksOf(currency),
  });
  const keyOf = (id: number) => rpc.procurement.getRequisition.queryKey({ input: { id } });
  const beginAnew = () => {
    form.resetDirty();
    typed?.(false);
  };
  const saving = useMutation({
    mutationFn: async ({ values, submit, over }: Saving) => {
      const details = detailsOf(values, currency);
      let left = over;
      if (left === null) left = { ...(await client.procurement.createRequisition(details)), version: 1 };
      else {
        await client.procurement.changeRequisition({ ...details, id: left.id, version: left.version });
        left = { id: left.id, version: left.version + 1 };
      }
      if (submit) await client.procurement.submitRequisition(left);
      return client.procurement.getRequisition({ id: left.id });
    },
    onSuccess: (fresh, { submit }) => {
      queryClient.setQueryData(keyOf(fresh.id), fresh);
      beginAnew();
      announce(t(submit ? 'procurement.submitted' : 'procurement.saved'));
      saved(fresh.id);
    },
    onError: (error, { over }) => {
      form.setErrors(fieldProblems(error));
      if (over !== null) void queryClient.invalidateQueries({ queryKey: keyOf(over.id) });
    },
  });
  const save = (submit: boolean, over: { id: number; version: number } | null = seen) =>
    form.onSubmit((values) => saving.mutate({ values, submit, over }))();

  const newer = stored !== null && seen !== null && stored.version > seen.version && !saving.isPending ? stored : null;
  // Another part of the page was written, such as the specification: what is worded here goes on.
  const alike = newer !== null && seen !== null && isAlike(newer, seen, currency);
  if (alike) setSeen(newer);
  /** Another version than the one that was worded anew. */
  const theirs = alike ? null : newer;
  return {
    form,
    saving,
    save: (submit: boolean) => save(submit),
    theirs,
    takeTheirs: () => {
      saving.reset();
      beginAnew();
    },
    keepMine: () => {
      if (theirs !== null) save(false, theirs);
    },
  };
}

/** Whether two versions word the same and may be worded the same. */
function isAlike(one: Requisition, other: Requisition, currency: string): boolean {
  const worded = (each: Requisition) => JSON.stringify([each.state, detailsOf(valuesOf(each), currency)]);
  return worded(one) === worded(other);
}
