import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { TemplateDesign } from '#shared/features/labels/template.ts';
import { t } from '#renderer/ui/text/t.ts';
import { reorder } from './design-operations.ts';
import type { DesignAction } from './design-state.ts';
import classes from './designer.module.css';
import { describeElement, iconOf } from './element-look.ts';

interface ElementListProps {
  design: TemplateDesign;
  selected: readonly string[];
  /** Elements that would not print, or could print better. */
  marked: ReadonlySet<string>;
  dispatch: (action: DesignAction) => void;
}

/** Everything on the label by name: the way to it for the keyboard, and for what lies under something else. */
export function ElementList({ design, selected, marked, dispatch }: ElementListProps) {
  return (
    <ul className={classes['elements']} aria-label={t('designer.elements')}>
      {design.elements.map((element, index) => {
        const Shape = iconOf(element);
        const chosen = selected.includes(element.id);
        return (
          <li key={element.id} data-selected={chosen || undefined}>
            <button
              type="button"
              aria-pressed={chosen}
              onClick={(event) => {
                const more = event.shiftKey || event.ctrlKey;
                dispatch({ does: 'select', ids: more ? [...selected, element.id] : [element.id] });
              }}
            >
              <Shape size={15} stroke={1.7} aria-hidden />
              <span>{describeElement(element)}</span>
              {marked.has(element.id) ? (
                <IconAlertTriangle size={14} aria-label={t('designer.hasProblem')} className={classes['warning']} />
              ) : null}
            </button>
            {([-1, 1] as const).map((by) => (
              <Tooltip key={by} label={t(by === -1 ? 'designer.earlier' : 'designer.later')}>
                <ActionIcon
                  variant="transparent"
                  color="gray"
                  size={24}
                  aria-label={t(by === -1 ? 'designer.earlier' : 'designer.later')}
                  disabled={by === -1 ? index === 0 : index === design.elements.length - 1}
                  onClick={() => dispatch({ does: 'edit', design: reorder(design, element.id, by) })}
                >
                  {by === -1 ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
                </ActionIcon>
              </Tooltip>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
