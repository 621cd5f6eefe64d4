import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fieldsOfCategory } from '#shared/features/assets/fields.ts';
import type { Field } from '#shared/features/assets/fields.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { useCategories } from '../use-register-choices.ts';

const none: Field[] = [];

export function useFields(): Field[] {
  return useQuery(rpc.assets.listFields.queryOptions({ staleTime: 60_000 })).data ?? none;
}

/** The fields that a form asks for when an asset is of this category; costs only from who may see them. */
export function useFieldsOfCategory(categoryId: number | null): Field[] {
  const known = useFields();
  const categories = useCategories();
  const seesCost = useMay()('asset.cost.view');
  return useMemo(() => {
    if (categoryId === null || categories === undefined) return none;
    return fieldsOfCategory(known, categories, categoryId).filter(({ type }) => seesCost || type !== 'money');
  }, [known, categories, categoryId, seesCost]);
}

/** Fields under the headings that they share, in the order of a form. */
export function groupsOf<Member extends { group: string }>(members: readonly Member[]): [string, Member[]][] {
  return [...Map.groupBy(members, ({ group }) => group)];
}
