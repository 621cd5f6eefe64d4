import { Button, Group, Loader, Select, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sanitisationMethods, witnessRules } from '#shared/features/retirement/sanitisation.ts';
import type { SanitisationPolicy } from '#shared/features/retirement/sanitisation.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

/** What has to be done to media before they may leave. */
export function SanitisationRules() {
  const { data } = useQuery(rpc.retirement.sanitisationPolicy.queryOptions({ input: undefined }));
  return (
    <Panel title={t('sanitise.rules')}>
      {data === undefined ? <Loader size="sm" /> : <Rules key={JSON.stringify(data)} policy={data} />}
    </Panel>
  );
}

function Rules({ policy }: { policy: SanitisationPolicy }) {
  const may = useMay();
  const [value, setValue] = useState(policy);
  const save = useAction(
    () => client.retirement.saveSanitisationPolicy(value),
    () => announce(t('sanitise.rulesSaved')),
  );
  const locked = !may('settings.edit');
  return (
    <Stack gap="sm" maw={520}>
      <Select
        label={t('sanitise.least')}
        description={t('sanitise.leastHint')}
        allowDeselect={false}
        disabled={locked}
        data={sanitisationMethods
          .filter((each) => each !== 'inspect')
          .map((each) => ({ value: each, label: word('sanitisationMethod', each) }))}
        value={value.least}
        onChange={(next) => {
          if (next === 'clear' || next === 'purge' || next === 'destroy') setValue({ ...value, least: next });
        }}
      />
      <Select
        label={t('sanitise.witnessRule')}
        description={t('sanitise.witnessRuleHint')}
        allowDeselect={false}
        disabled={locked}
        data={witnessRules.map((each) => ({ value: each, label: word('witnessRule', each) }))}
        value={value.witness}
        onChange={(next) =>
          setValue({ ...value, witness: witnessRules.find((each) => each === next) ?? value.witness })
        }
      />
      <Switch
        label={t('sanitise.verifyRule')}
        description={t('sanitise.verifyRuleHint')}
        disabled={locked}
        checked={value.verify}
        onChange={(event) => setValue({ ...value, verify: event.currentTarget.checked })}
      />
      {locked ? (
        <Text size="sm" c="dimmed">
          {t('sanitise.rulesLocked')}
        </Text>
      ) : (
        <Group>
          <Button loading={save.isPending} onClick={() => save.mutate(undefined)}>
            {t('action.save')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
