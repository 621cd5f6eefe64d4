import { Button, FileButton, NumberInput, Select, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { IconAlignCenter, IconAlignLeft, IconAlignRight, IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { symbologies } from '#shared/features/labels/template.ts';
import type { LabelElement, LabelSubject } from '#shared/features/labels/template.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './designer.module.css';
import { ExpressionField } from './ExpressionField.tsx';
import { MillimetreField } from './MillimetreField.tsx';
import { dotsOfPicture } from './picture-dots.ts';

type Of<Type extends LabelElement['type']> = Extract<LabelElement, { type: Type }>;
type Change = (next: LabelElement, key: string) => void;

interface WithValue<Type extends 'text' | 'barcode'> {
  element: Of<Type>;
  subject: LabelSubject;
  fields: readonly string[];
  change: Change;
}

const aligned = [
  { value: 'left', icon: IconAlignLeft },
  { value: 'center', icon: IconAlignCenter },
  { value: 'right', icon: IconAlignRight },
] as const;

export function TextFields({ element, subject, fields, change }: WithValue<'text'>) {
  return (
    <>
      <ExpressionField
        subject={subject}
        fields={fields}
        value={element.value}
        onChange={(value) => change({ ...element, value }, 'value')}
      />
      <div className={classes['pairs']}>
        <MillimetreField
          label={t('designer.size')}
          value={element.sizeMm}
          min={0.8}
          max={100}
          step={0.1}
          onChange={(sizeMm) => change({ ...element, sizeMm }, 'size')}
        />
        <MillimetreField
          label={t('designer.leastSize')}
          value={element.minSizeMm ?? element.sizeMm}
          min={0.8}
          max={100}
          step={0.1}
          onChange={(minSizeMm) => change({ ...element, minSizeMm }, 'least')}
        />
        <NumberInput
          size="xs"
          label={t('designer.lines')}
          min={1}
          max={10}
          allowDecimal={false}
          value={element.lines}
          onChange={(next) => {
            if (next !== '' && Number(next) >= 1 && Number(next) <= 10)
              change({ ...element, lines: Number(next) }, 'lines');
          }}
        />
        <Select
          size="xs"
          label={t('designer.overflow')}
          allowDeselect={false}
          data={(['ellipsis', 'shrink'] as const).map((value) => ({ value, label: t(`designer.overflow.${value}`) }))}
          value={element.overflow}
          onChange={(overflow) =>
            change({ ...element, overflow: overflow === 'shrink' ? 'shrink' : 'ellipsis' }, 'overflow')
          }
        />
      </div>
      <div className={classes['row']}>
        <SegmentedControl
          size="xs"
          aria-label={t('designer.align')}
          data={aligned.map(({ value, icon: Shape }) => ({
            value,
            label: (
              <>
                <Shape size={14} aria-hidden />
                <span className="visually-hidden">{t(`designer.align.${value}`)}</span>
              </>
            ),
          }))}
          value={element.align}
          onChange={(align) =>
            change({ ...element, align: align === 'center' || align === 'right' ? align : 'left' }, 'align')
          }
        />
        <Switch
          size="sm"
          label={t('designer.bold')}
          checked={element.bold}
          onChange={(event) => change({ ...element, bold: event.currentTarget.checked }, 'bold')}
        />
      </div>
    </>
  );
}

export function BarcodeFields({ element, subject, fields, change }: WithValue<'barcode'>) {
  return (
    <>
      <Select
        size="xs"
        label={t('designer.symbology')}
        allowDeselect={false}
        data={symbologies.map((value) => ({ value, label: t(`symbology.${value}`) }))}
        value={element.symbology}
        onChange={(next) => {
          const symbology = symbologies.find((each) => each === next);
          if (symbology !== undefined) change({ ...element, symbology }, 'symbology');
        }}
      />
      <ExpressionField
        subject={subject}
        fields={fields}
        value={element.value}
        onChange={(value) => change({ ...element, value }, 'value')}
      />
      <MillimetreField
        label={t('designer.module')}
        value={element.maxModuleMm}
        min={0.1}
        max={5}
        step={0.05}
        onChange={(maxModuleMm) => change({ ...element, maxModuleMm }, 'module')}
      />
    </>
  );
}

export function BoxFields({ element, change }: { element: Of<'box'>; change: Change }) {
  return (
    <MillimetreField
      label={t('designer.stroke')}
      value={element.strokeMm}
      min={0.1}
      max={10}
      step={0.1}
      onChange={(strokeMm) => change({ ...element, strokeMm }, 'stroke')}
    />
  );
}

/** Chooses a picture file and turns it into black and white dots here, where a hostile file can do no harm. */
export function PictureButton({ onPicture }: { onPicture: (picture: Of<'image'>['picture']) => void }) {
  const [failed, setFailed] = useState(false);
  const take = (file: File | null) => {
    if (file === null) return;
    dotsOfPicture(file).then(
      (picture) => {
        setFailed(false);
        onPicture(picture);
      },
      () => setFailed(true),
    );
  };
  return (
    <Stack gap={4}>
      <FileButton accept="image/png,image/jpeg,image/webp" onChange={take}>
        {(props) => (
          <Button {...props} size="compact-sm" variant="default" leftSection={<IconPhoto size={14} />}>
            {t('designer.choosePicture')}
          </Button>
        )}
      </FileButton>
      {failed ? (
        <Text size="xs" role="alert" style={{ color: 'var(--qm-bad)' }}>
          {t('designer.pictureRefused')}
        </Text>
      ) : null}
    </Stack>
  );
}

export function PictureFields({ element, change }: { element: Of<'image'>; change: Change }) {
  return (
    <>
      <Text size="xs" c="dimmed">
        {t('designer.pictureDots', { columns: element.picture.columns, rows: element.picture.rows })}
      </Text>
      <PictureButton onPicture={(picture) => change({ ...element, picture }, 'picture')} />
    </>
  );
}
