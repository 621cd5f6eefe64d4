import { Group, Select, Stack, Switch } from '@mantine/core';
import { longestLife } from '#shared/features/assets/depreciation.ts';
import { macrsClasses, macrsConventions } from '#shared/features/depreciation/rule.ts';
import type { DepreciationRule } from '#shared/features/depreciation/rule.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { formatPercent } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

const methods = ['straight_line', 'declining', 'fixed_rate', 'sum_of_digits', 'macrs', 'none'] as const;
/** Of the straight line's share: as tax laws and the books on accounting have them. */
const paces = [125, 150, 200, 250, 300] as const;

/** Another method with what is usual for it: the months and the rest that were there stay. */
function withMethod(rule: DepreciationRule, method: string | null): DepreciationRule {
  const known = methods.find((each) => each === method) ?? 'none';
  if (known === 'none') return { method: known };
  if (known === 'macrs') return { method: known, classYears: 5, convention: 'half_year' };
  const months = 'months' in rule ? rule.months : 'years' in rule ? rule.years * 12 : 36;
  const residual = 'residual' in rule ? rule.residual : { basisPoints: 0 };
  if (known !== 'fixed_rate') return { method: known, months, residual };
  // Without anything left at the end there is no such rate.
  const left = 'basisPoints' in residual && residual.basisPoints === 0 ? { basisPoints: 1000 } : residual;
  return { method: known, years: Math.max(1, Math.round(months / 12)), residual: left };
}

type Choosing<Rule> = { rule: Rule; choose: (rule: DepreciationRule) => void };

/** Method and life of a rule. */
export function RuleFields({ rule, choose }: Choosing<DepreciationRule>) {
  return (
    <Stack gap="sm">
      <MainFields rule={rule} choose={choose} />
      {rule.method === 'declining' ? <DecliningFields rule={rule} choose={choose} /> : null}
    </Stack>
  );
}

function DecliningFields({ rule, choose }: Choosing<Extract<DepreciationRule, { method: 'declining' }>>) {
  const percent = rule.percent ?? 200;
  return (
    <Group grow align="end">
      <Select
        label={t('depreciation.pace')}
        data={[...new Set([...paces, percent])]
          .toSorted((one, other) => one - other)
          .map((value) => ({
            value: String(value),
            label: t('depreciation.paceOf', { percent: formatPercent(value) }),
          }))}
        value={String(percent)}
        allowDeselect={false}
        onChange={(value) => choose({ ...rule, percent: Number(value ?? 200) })}
      />
      <Switch
        label={t('depreciation.goesStraight')}
        pb={8}
        checked={rule.staysDeclining !== true}
        onChange={(event) => choose({ ...rule, staysDeclining: !event.currentTarget.checked })}
      />
    </Group>
  );
}

function MainFields({ rule, choose }: Choosing<DepreciationRule>) {
  return (
    <Group grow wrap="nowrap" align="end">
      <Select
        label={t('field.depreciationMethod')}
        data={methods.map((value) => ({ value, label: word('depreciationMethod', value) }))}
        value={rule.method}
        allowDeselect={false}
        onChange={(method) => choose(withMethod(rule, method))}
      />
      {'residual' in rule ? (
        <>
          {'years' in rule ? (
            <WholeNumberField
              label={t('depreciation.lifeYears')}
              min={1}
              max={50}
              value={rule.years}
              onChange={(years) => choose({ ...rule, years: typeof years === 'number' && years > 0 ? years : 1 })}
            />
          ) : (
            <WholeNumberField
              label={t('field.depreciationMonths')}
              min={1}
              max={longestLife}
              value={rule.months}
              onChange={(months) => choose({ ...rule, months: typeof months === 'number' && months > 0 ? months : 1 })}
            />
          )}
          <WholeNumberField
            label={t('depreciation.residualPercent')}
            min={'years' in rule ? 1 : 0}
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
