import { NumberInput } from '@mantine/core';

interface MillimetreFieldProps {
  label: string;
  value: number;
  min?: number;
  max?: number;
  step?: number;
  onChange: (value: number) => void;
}

/** A length in millimetres; what is no number changes nothing. */
export function MillimetreField({ label, value, min = 0, max = 300, step = 0.5, onChange }: MillimetreFieldProps) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={min}
      max={max}
      step={step}
      decimalScale={2}
      size="xs"
      suffix=" mm"
      onChange={(next) => {
        const number = Number(next);
        if (next !== '' && Number.isFinite(number) && number >= min && number <= max) onChange(number);
      }}
    />
  );
}
