import { Group, Input, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { paperSizes } from '#shared/features/spreadsheets/export-contract.ts';
import type { Paper } from '#shared/features/spreadsheets/export-contract.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

interface PaperDialogProps {
  paper: Paper;
  choose: (paper: Paper) => void;
  /** How many columns have to stand side by side. */
  columns: number;
  onWrite: () => void;
  onClose: () => void;
}

const manyColumns = { upright: 7, across: 12 } as const;

/** Asks for the sheet before a list is printed; the choice is remembered. */
export function PaperDialog({ paper, choose, columns, onWrite, onClose }: PaperDialogProps) {
  const crowded = columns > (paper.landscape ? manyColumns.across : manyColumns.upright);
  return (
    <FormModal title={t('export.pdfTitle')} submitLabel={t('export.write')} onSubmit={onWrite} onClose={onClose}>
      <Group align="end" grow>
        <Select
          label={t('export.paper')}
          data={paperSizes.map((value) => ({ value, label: word('paper', value) }))}
          value={paper.size}
          allowDeselect={false}
          onChange={(size) => choose({ ...paper, size: paperSizes.find((known) => known === size) ?? paper.size })}
        />
        <Stack gap={0}>
          <Input.Label labelElement="div" id="paper-way">
            {t('export.way')}
          </Input.Label>
          <SegmentedControl
            aria-labelledby="paper-way"
            data={[
              { value: 'across', label: t('export.landscape') },
              { value: 'upright', label: t('export.portrait') },
            ]}
            value={paper.landscape ? 'across' : 'upright'}
            onChange={(way) => choose({ ...paper, landscape: way === 'across' })}
          />
        </Stack>
      </Group>
      <Text size="xs" c="dimmed">
        {t(crowded ? 'export.crowded' : 'export.pdfHint', { count: columns })}
      </Text>
    </FormModal>
  );
}
