import { ActionIcon, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import type { LabelElement, TemplateDesign } from '#shared/features/labels/template.ts';
import { t } from '#renderer/ui/text/t.ts';
import { chosenOf, duplicate, mapElements, removeElements } from './design-operations.ts';
import type { DesignAction } from './design-state.ts';
import classes from './designer.module.css';
import { BarcodeFields, BoxFields, PictureFields, TextFields } from './ElementFields.tsx';
import { MillimetreField } from './MillimetreField.tsx';

interface PropertyPanelProps {
  design: TemplateDesign;
  selected: readonly string[];
  fields: readonly string[];
  dispatch: (action: DesignAction) => void;
}

function OwnFields({
  element,
  design,
  fields,
  change,
}: {
  element: LabelElement;
  design: TemplateDesign;
  fields: readonly string[];
  change: (next: LabelElement, key: string) => void;
}) {
  switch (element.type) {
    case 'text':
      return <TextFields element={element} subject={design.subject} fields={fields} change={change} />;
    case 'barcode':
      return <BarcodeFields element={element} subject={design.subject} fields={fields} change={change} />;
    case 'box':
      return <BoxFields element={element} change={change} />;
    case 'image':
      return <PictureFields element={element} change={change} />;
    case 'line':
      return null;
  }
}

/** Everything about what is selected; of several elements, what can be done with all of them. */
export function PropertyPanel({ design, selected, fields, dispatch }: PropertyPanelProps) {
  const chosen = chosenOf(design, selected);
  const [element] = chosen;
  if (element === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t('designer.nothingSelected')}
      </Text>
    );
  }
  const change = (next: LabelElement, key: string) =>
    dispatch({
      does: 'edit',
      design: mapElements(design, [element.id], () => next),
      key: `${element.id}.${key}`,
    });
  const place = (name: 'x' | 'y' | 'width' | 'height') => (
    <MillimetreField
      label={t(`designer.${name}`)}
      value={element[name]}
      min={name === 'width' || name === 'height' ? 0.1 : 0}
      onChange={(value) => change({ ...element, [name]: value }, name)}
    />
  );
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600} size="sm">
          {chosen.length > 1 ? t('designer.several', { count: chosen.length }) : t(`designer.type.${element.type}`)}
        </Text>
        <Group gap={2} wrap="nowrap">
          <Tooltip label={t('designer.duplicate')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('designer.duplicate')}
              onClick={() => {
                const copy = duplicate(design, selected);
                dispatch({ does: 'edit', design: copy.design, select: copy.ids });
              }}
            >
              <IconCopy size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('designer.remove')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('designer.remove')}
              onClick={() => dispatch({ does: 'edit', design: removeElements(design, selected) })}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      {chosen.length > 1 ? null : (
        <>
          <OwnFields key={element.id} element={element} design={design} fields={fields} change={change} />
          <div className={classes['pairs']}>
            {place('x')}
            {place('y')}
            {place('width')}
            {place('height')}
          </div>
        </>
      )}
    </Stack>
  );
}
