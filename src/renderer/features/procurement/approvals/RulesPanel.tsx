import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApprovalRuleRow } from '#shared/features/procurement/approval-contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatMoney } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { RuleForm } from './RuleForm.tsx';

function bandOf({ fromMinor, upToMinor }: ApprovalRuleRow, currency: string): string {
  const from = formatMoney({ minor: fromMinor, currency });
  if (upToMinor === null) return t('procurement.bandFrom', { from });
  return t('procurement.band', { from, upTo: formatMoney({ minor: upToMinor, currency }) });
}

function whoOf({ mode, members, quorum }: ApprovalRuleRow): string {
  const names = members.map(({ name }) => name);
  if (mode === 'sequence') return names.join(' → ');
  return t('procurement.stageCommittee', {
    names: names.join(', '),
    quorum: quorum ?? Math.floor(names.length / 2) + 1,
  });
}

/** Amount bands, categories and departments with who decides over them. */
export function RulesPanel({ currency }: { currency: string }) {
  const query = useQuery(rpc.procurement.listApprovalRules.queryOptions());
  const mayEdit = useMay()('settings.edit');
  const [form, setForm] = useState<ApprovalRuleRow | 'new' | null>(null);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const rules = query.data ?? [];
  return (
    <Panel
      title={t('procurement.approvalRules')}
      flush
      actions={
        mayEdit ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setForm('new')}
          >
            {t('procurement.addRule')}
          </Button>
        ) : null
      }
    >
      {rules.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t('procurement.noRules')}
        </Text>
      ) : (
        <div className={classes['scroll']}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('field.name')}</th>
                <th scope="col">{t('procurement.amount')}</th>
                <th scope="col">{t('field.category')}</th>
                <th scope="col">{t('field.department')}</th>
                <th scope="col">{t('procurement.whoDecides')}</th>
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.id}>
                  <td>
                    {mayEdit ? (
                      <Button size="compact-sm" variant="subtle" onClick={() => setForm(rule)}>
                        {rule.name}
                      </Button>
                    ) : (
                      rule.name
                    )}
                  </td>
                  <td>{bandOf(rule, currency)}</td>
                  <td>{rule.category ?? t('procurement.all')}</td>
                  <td>{rule.department ?? t('procurement.all')}</td>
                  <td>{whoOf(rule)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {form === null ? null : (
        <RuleForm rule={form === 'new' ? null : form} currency={currency} onClose={() => setForm(null)} />
      )}
    </Panel>
  );
}
