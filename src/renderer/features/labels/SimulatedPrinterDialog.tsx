import { Button, Checkbox, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { simulatedFaults } from '#shared/features/labels/printer-contract.ts';
import type { Printer, SimulatedFault, SimulatedPrinter } from '#shared/features/labels/printer-contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { useChosenAtOnce } from '#renderer/rpc/use-chosen-at-once.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';

function Controls({ printer, state }: { printer: Printer; state: SimulatedPrinter }) {
  const [roll, setRoll] = useState<number | string>(state.rollEndsAfter ?? '');
  const cache = useQueryClient();
  const work = async (change: { faults: SimulatedFault[]; rollEndsAfter: number | null }) => {
    const changed = await client.labels.workPrinter({ id: printer.id, ...change });
    cache.setQueryData(rpc.labels.simulatedPrinter.queryKey({ input: { id: printer.id } }), changed);
  };
  const { rollEndsAfter } = state;
  const [faults, chooseFaults] = useChosenAtOnce(state.faults, (chosen) => work({ faults: chosen, rollEndsAfter }));
  const load = useAction(work);
  const offered = simulatedFaults.filter((fault) => fault !== 'tagFails' || printer.language === 'zpl');
  return (
    <>
      <Text fw={600} className="numbers" role="status">
        {t('printers.simulatedPrinted', { count: state.printed })}
      </Text>
      {offered.map((fault) => (
        <Checkbox
          key={fault}
          label={t(`printers.fault.${fault}`)}
          checked={faults.includes(fault)}
          onChange={({ currentTarget: { checked } }) =>
            chooseFaults(checked ? [...faults, fault] : faults.filter((known) => known !== fault))
          }
        />
      ))}
      <Group align="end" gap="xs">
        <NumberInput
          label={t('printers.rollEndsAfter')}
          description={t('printers.rollEndsAfterHint')}
          min={0}
          max={10_000}
          allowDecimal={false}
          value={roll}
          onChange={setRoll}
        />
        <Button
          variant="default"
          loading={load.isPending}
          onClick={() => load.mutate({ faults, rollEndsAfter: roll === '' ? null : Number(roll) })}
        >
          {t('printers.setRoll')}
        </Button>
      </Group>
    </>
  );
}

/** Works a simulated printer as a person works the real one: takes the roll out, opens the head. */
export function SimulatedPrinterDialog({ printer, onClose }: { printer: Printer; onClose: () => void }) {
  const query = useQuery(
    rpc.labels.simulatedPrinter.queryOptions({ input: { id: printer.id }, refetchInterval: 1000 }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={printer.name}
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('printers.simulatorHint')}
        </Text>
        {query.error === null ? null : (
          <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />
        )}
        {query.data === undefined ? null : <Controls printer={printer} state={query.data} />}
      </Stack>
    </Modal>
  );
}
