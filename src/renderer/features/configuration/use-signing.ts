import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Run, Step } from '#shared/features/configuration/model.ts';
import { useSession } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announceFailure } from '#renderer/rpc/use-action.ts';

/** A step that is to be signed for these assets. */
export interface Asked {
  step: Step;
  assets: readonly { id: number; tag: string }[];
}

/** Signs a step; it shows at once, as a box that is ticked does, and a refusal takes it back. */
export function useSigning(runId: number) {
  const queries = useQueryClient();
  const { operator } = useSession();
  const key = rpc.configuration.getRun.queryKey({ input: { id: runId } });
  return useMutation({
    mutationFn: ({ step, assets, value }: Asked & { value: string | null }) =>
      client.configuration.signStep({ runId, stepId: step.id, assetIds: assets.map(({ id }) => id), value }),
    onMutate: async ({ step, assets, value }) => {
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData<Run>(key);
      if (before !== undefined)
        queries.setQueryData<Run>(key, signed(before, step, assets, { value, by: operator.displayName }));
      return { before };
    },
    onError: (error, _asked, context) => {
      queries.setQueryData(key, context?.before);
      announceFailure(error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}

function signed(
  run: Run,
  step: Step,
  assets: Asked['assets'],
  { value, by }: { value: string | null; by: string },
): Run {
  const ids = new Set(assets.map(({ id }) => id));
  return {
    ...run,
    members: run.members.map((member) =>
      ids.has(member.asset.id) && member.marks.every((mark) => mark.stepId !== step.id)
        ? {
            ...member,
            openMandatory: member.openMandatory - (step.mandatory ? 1 : 0),
            marks: [
              ...member.marks,
              {
                // Not known yet; nothing can be done with it before the answer has come.
                id: 0,
                stepId: step.id,
                value: step.proof === 'secret' ? null : value,
                hasSecret: step.proof === 'secret',
                fileName: null,
                signedAt: new Date().toISOString(),
                signedBy: by,
              },
            ],
          }
        : member,
    ),
  };
}
