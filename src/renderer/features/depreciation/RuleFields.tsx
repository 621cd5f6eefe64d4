import { Group, Select } from '@mantine/core';
import { longestLife } from '#shared/features/assets/depreciation.ts';
import { macrsClasses, macrsConventions } from '#shared/features/depreciation/rule.ts';
import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

const methods = ['straight_line', 'declining', 'sum_of_digits', 'macrs', 'none'] as const;

/** Another method with what is usual for it: the months and the rest that were there stay. */
function withMethod(rule: DepreciationRule, method: string | null): DepreciationRule {
  const known = methods.find((each) => each === method) ?? 'none';
  if (known === 'none') return { method: known };
  if (known === 'macrs') return { method: known, classYears: 5, convention: 'half_year' };
  return {
    method: known,
    months: 'months' in rule ? rule.months : 36,
    residual: 'residual' in rule ? rule.residual : { basisPoints: 0 },
  };
}

/** Method and life of a rule. */
export function RuleFields({ rule, choose }: { rule: DepreciationRule; choose: (rule: DepreciationRule) => void }) {
  return (
    <Group grow align="start">
      <Select
        label={t('field.depreciationMethod')}
        data={methods.map((value) => ({ value, label: word('depreciationMethod', value) }))}
        value={rule.method}
        allowDeselect={false}
        onChange={(method) => choose(withMethod(rule, method))}
      />
      {'months' in rule ? (
        <>
          <WholeNumberField
            label={t('field.depreciationMonths')}
            min={1}
            max={longestLife}
            value={rule.months}
            onChange={(months) => choose({ ...rule, months: typeof months === 'number' && months > 0 ? months : 1 })}
          />
          <WholeNumberField
            label={t('depreciation.residualPercent')}
            min={0}
            max={100}
            value={'basisPoints' in rule.residual ? Math.round(rule.residual.basisPoints / 100) : 0}
            onChange={(percent) =>
              choose({ ...rule, residual: { basisPoints: typeof percent === 'number' ? percent * 100 : 0 } })
            }
          />
        </>
      ) : null}
      {rule.method === 'macrs' ? (
        <>
          <Select
            label={t('depreciation.class')}
            data={macrsClasses.map((years) => ({
              value: String(years),
              label: t('depreciation.years', { count: years }),
            }))}
            value={String(rule.classYears)}
            allowDeselect={false}
            onChange={(value) =>
              choose({ ...rule, classYears: macrsClasses.find((years) => String(years) === value) ?? 5 })
            }
          />
          <Select
            label={t('depreciation.convention')}
            data={macrsConventions.map((value) => ({ value, label: word('macrsConvention', value) }))}
            value={rule.convention}
            allowDeselect={false}
            onChange={(value) =>
              choose({ ...rule, convention: macrsConventions.find((known) => known === value) ?? 'half_year' })
            }
          />
        </>
      ) : null}
    </Group>
  );
}
