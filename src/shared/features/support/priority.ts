export const grades = ['high', 'medium', 'low'] as const;
export type Grade = (typeof grades)[number];

export const priorities = ['critical', 'high', 'medium', 'low'] as const;
export type Priority = (typeof priorities)[number];

/** How many are hit, against how long it can wait: what is both high is critical, what is both low is low. */
const matrix: Readonly<Record<Grade, Readonly<Record<Grade, Priority>>>> = {
  high: { high: 'critical', medium: 'high', low: 'medium' },
  medium: { high: 'high', medium: 'medium', low: 'low' },
  low: { high: 'medium', medium: 'low', low: 'low' },
};

export function priorityOf(impact: Grade, urgency: Grade): Priority {
  return matrix[impact][urgency];
}
