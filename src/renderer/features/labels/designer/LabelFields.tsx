import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { labelSubjects } from '#shared/features/labels/template.ts';
import type { TemplateDesign } from '#shared/features/labels/template.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';
import type { DesignAction } from './design-state.ts';
import classes from './designer.module.css';
import { MillimetreField } from './MillimetreField.tsx';

interface LabelFieldsProps {
  design: TemplateDesign;
  categoryId: number | null;
  setCategory: (id: number | null) => void;
  dispatch: (action: DesignAction) => void;
}

/** What holds for the label as a whole: its name, what it is for, its size. */
export function LabelFields({ design, categoryId, setCategory, dispatch }: LabelFieldsProps) {
  const categories = useQuery(rpc.assets.listCategories.queryOptions()).data ?? [];
  const edit = (next: Partial<TemplateDesign>, key: string) =>
    dispatch({ does: 'edit', design: { ...design, ...next }, key });
  return (
    <>
      <TextInput
        size="xs"
        label={t('field.name')}
        value={design.name}
        maxLength={80}
        error={design.name.trim() === '' ? t('issue.required') : null}
        onChange={(event) => edit({ name: event.currentTarget.value }, 'name')}
      />
      <Select
        size="xs"
        label={t('designer.subject')}
        allowDeselect={false}
        data={labelSubjects.map((value) => ({ value, label: t(`designer.subject.${value}`) }))}
        value={design.subject}
        onChange={(next) => {
          const subject = labelSubjects.find((each) => each === next);
          if (subject !== undefined) edit({ subject }, 'subject');
        }}
      />
      {design.subject === 'asset' ? (
        <SearchableSelect
          size="xs"
          label={t('designer.category')}
          placeholder={t('designer.anyCategory')}
          data={categories.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={categoryId === null ? null : String(categoryId)}
          onChange={(next) => setCategory(next === null ? null : Number(next))}
        />
      ) : null}
      <div className={classes['pairs']}>
        <MillimetreField
          label={t('designer.width')}
          value={design.widthMm}
          min={10}
          onChange={(widthMm) => edit({ widthMm }, 'width')}
        />
        <MillimetreField
          label={t('designer.height')}
          value={design.heightMm}
          min={5}
          onChange={(heightMm) => edit({ heightMm }, 'height')}
        />
      </div>
    </>
  );
}
