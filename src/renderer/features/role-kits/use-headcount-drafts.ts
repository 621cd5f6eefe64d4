import { useState } from 'react';
import * as z from 'zod';
import { mostJoiners, plannedJoiners } from '#shared/features/role-kits/contract.ts';
import type { HeadcountRow, PlannedJoiners } from '#shared/features/role-kits/contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { failureOf } from '#renderer/rpc/failure.ts';
import { announceFailure } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';

export type Place = Omit<PlannedJoiners, 'joiners'>;

export const placeKey = ({ month, departmentId, kitId }: Place) => `${month} ${departmentId} ${kitId}`;

const changed = z.object({ cells: z.array(plannedJoiners) });

/** A cell as somebody left it: what he typed, and the number that stood there when he began. */
interface Draft {
  text: string;
  seen: number;
}

/** Numbers of the plan that are typed and not kept yet, each with what is wrong with it. */
export function useHeadcountDrafts(entries: readonly HeadcountRow[]) {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const [meanwhile, setMeanwhile] = useState<ReadonlyMap<string, number>>(new Map());
  const planned = new Map(entries.map((entry) => [placeKey(entry), entry.joiners]));
  const plannedAt = (place: Place) => planned.get(placeKey(place)) ?? 0;

  const forget = (places: readonly Place[]) => {
    const keys = new Set(places.map(placeKey));
    const without = <Value>(map: ReadonlyMap<string, Value>) => new Map([...map].filter(([key]) => !keys.has(key)));
    setDrafts(without);
    setMeanwhile(without);
  };

  /**
   * Keeps what was typed into these cells; nothing of it where one of them changed meanwhile.
   *
   * @returns how many were kept.
   */
  const plan = async (cells: readonly (Place & { joiners: number; seen: number })[]): Promise<number> => {
    if (cells.length === 0) return 0;
    try {
      await client.roleKits.planHeadcount({ entries: [...cells] });
      forget(cells);
      return cells.length;
    } catch (error) {
      const { code, facts } = failureOf(error);
      const read = changed.safeParse(facts);
      if (code !== 'HEADCOUNT_CHANGED' || !read.success) announceFailure(error);
      else
        setMeanwhile(
          new Map([...meanwhile, ...read.data.cells.map((cell) => [placeKey(cell), cell.joiners] as const)]),
        );
      return 0;
    }
  };

  return {
    textOf: (place: Place) => drafts.get(placeKey(place))?.text ?? shown(plannedAt(place)),
    problemOf: (place: Place): string | null => {
      const key = placeKey(place);
      const draft = drafts.get(key);
      if (draft === undefined) return null;
      if (numberOf(draft.text) === null) return t('roleKits.issue.number', { most: mostJoiners });
      const other = meanwhile.get(key);
      return other === undefined ? null : t('roleKits.issue.meanwhile', { joiners: other });
    },
    type: (cells: readonly (Place & { text: string })[]) =>
      setDrafts((before) => {
        const after = new Map(before);
        for (const { text, ...place } of cells) {
          const key = placeKey(place);
          after.set(key, { text, seen: before.get(key)?.seen ?? plannedAt(place) });
        }
        return after;
      }),
    forget,
    /**
     * Keeps what was typed when it is a number; otherwise it stays to be mended.
     *
     * @param pressed whether somebody confirmed it: only then it is planned over what somebody else planned meanwhile.
     */
    keep: async (place: Place, pressed: boolean) => {
      const draft = drafts.get(placeKey(place));
      const joiners = draft === undefined ? null : numberOf(draft.text);
      if (draft === undefined || joiners === null) return;
      const other = meanwhile.get(placeKey(place));
      if (other !== undefined && !pressed) return;
      if (joiners === plannedAt(place)) forget([place]);
      else await plan([{ ...place, joiners, seen: other ?? draft.seen }]);
    },
    /** Keeps the numbers of a pasted block; what is none stays typed. @returns how many were kept. */
    keepBlock: async (cells: readonly (Place & { text: string })[]): Promise<number> => {
      const read = cells.map(({ text, ...place }) => ({ ...place, joiners: numberOf(text), seen: plannedAt(place) }));
      forget(read.filter(({ joiners, seen }) => joiners === seen));
      return plan(
        read.flatMap(({ joiners, ...cell }) =>
          joiners === null || joiners === cell.seen ? [] : [{ ...cell, joiners }],
        ),
      );
    },
    plannedAt,
  };
}
export type HeadcountDrafts = ReturnType<typeof useHeadcountDrafts>;

const shown = (joiners: number) => (joiners === 0 ? '' : String(joiners));

/** Null for what is no number of people. */
function numberOf(text: string): number | null {
  const number = text.trim() === '' ? 0 : Number(text);
  return Number.isInteger(number) && number >= 0 && number <= mostJoiners ? number : null;
}
