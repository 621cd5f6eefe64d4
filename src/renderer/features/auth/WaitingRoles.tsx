import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { useSession } from './session.ts';

/** Roles that rule over others wait here for a second administrator. */
export function WaitingRoles() {
  const { operator: own } = useSession();
  const grants = useQuery(rpc.auth.listGrants.queryOptions()).data ?? [];
  const decide = useMutation(rpc.auth.decideGrant.mutationOptions());
  if (grants.length === 0) return null;
  return (
    <Alert color="yellow" title={t('auth.waiting')} m="md">
      <Stack gap="xs">
        {grants.map((grant) => {
          const facts = { name: grant.name, role: word('role', grant.role) };
          const mayConfirm = grant.askedById !== own.id && grant.operatorId !== own.id;
          return (
            <Group key={grant.id} justify="space-between">
              <div>
                <Text fw={600}>{t('auth.waitingRow', facts)}</Text>
                <Text size="sm">
                  {t('auth.waitingHint', { asker: grant.askedBy, until: formatInstant(grant.expiresAt) })}
                </Text>
              </div>
              <Group gap="xs">
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${t(grant.askedById === own.id ? 'auth.withdrawRole' : 'auth.refuseRole')}: ${grant.name}`}
                  onClick={() => decide.mutate({ id: grant.id, confirmed: false })}
                >
                  {t(grant.askedById === own.id ? 'auth.withdrawRole' : 'auth.refuseRole')}
                </Button>
                {mayConfirm ? (
                  <Button
                    size="compact-sm"
                    aria-label={`${t('auth.confirmRole')}: ${grant.name}`}
                    onClick={() => decide.mutate({ id: grant.id, confirmed: true })}
                  >
                    {t('auth.confirmRole')}
                  </Button>
                ) : null}
              </Group>
            </Group>
          );
        })}
        {decide.error === null ? null : <FailureAlert sentence={sentenceOfError(decide.error)} />}
      </Stack>
    </Alert>
  );
}
