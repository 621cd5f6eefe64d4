import type { Profile, StepDetails } from '#shared/features/configuration/model.ts';

export interface StepValues extends Omit<StepDetails, 'choices'> {
  key: string;
  choices: string[];
}

export interface ProfileValues {
  name: string;
  categoryId: string | null;
  departmentId: string | null;
  steps: StepValues[];
}

export const emptyStep = (): StepValues => ({
  key: crypto.randomUUID(),
  phase: 'install',
  title: '',
  instruction: '',
  mandatory: true,
  role: null,
  proof: 'tick',
  choices: [],
});

/** What a form begins with: the draft, else the newest version, else one empty step. */
export function valuesOf(profile: Profile | null): ProfileValues {
  const [newest] = profile?.versions ?? [];
  return {
    name: profile?.name ?? '',
    categoryId: profile?.category ? String(profile.category.id) : null,
    departmentId: profile?.department ? String(profile.department.id) : null,
    steps: newest?.steps.map(({ id, ...step }) => ({ ...step, key: String(id) })) ?? [emptyStep()],
  };
}

export function detailsOf({ name, categoryId, departmentId, steps }: ProfileValues) {
  return {
    name: name.trim(),
    categoryId: categoryId === null ? null : Number(categoryId),
    departmentId: departmentId === null ? null : Number(departmentId),
    steps: steps.map(({ key: _key, ...step }) => ({ ...step, title: step.title.trim() })),
  };
}
