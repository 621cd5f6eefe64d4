import { moneyToDecimal } from '#shared/primitives/money.ts';
import type { Order, OrderContent, OrderDetails } from '#shared/features/procurement/order.ts';
import { moneyOfText } from '#renderer/ui/text/money.ts';

export interface LineValues {
  key: string;
  id: number | null;
  categoryId: string | null;
  modelId: string | null;
  description: string;
  quantity: number | string;
  price: string;
  tax: number | string;
}

export function emptyLine(): LineValues {
  return {
    key: crypto.randomUUID(),
    id: null,
    categoryId: null,
    modelId: null,
    description: '',
    quantity: 1,
    price: '',
    tax: 19,
  };
}

export function valuesOf(order: Order) {
  const decimal = (minor: number | null | undefined) => moneyToDecimal({ minor: minor ?? 0, currency: order.currency });
  return {
    deliveryPlaceId: order.deliveryPlace === null ? null : String(order.deliveryPlace.id),
    deliveryAddress: order.deliveryAddress,
    terms: order.terms,
    expectedOn: order.expectedOn,
    freight: decimal(order.totals?.freightMinor),
    reason: '',
    lines: order.lines.map((line): LineValues => ({
      key: String(line.id),
      id: line.id,
      categoryId: String(line.category.id),
      modelId: line.model === null ? null : String(line.model.id),
      description: line.description,
      quantity: line.quantity,
      price: decimal(line.unitPriceMinor),
      tax: line.taxBasisPoints / 100,
    })),
  };
}
export type OrderValues = ReturnType<typeof valuesOf>;

export function detailsOf(values: OrderValues, currency: string): OrderDetails {
  const minorOf = (text: string) => moneyOfText(text, currency)?.minor ?? 0;
  return {
    deliveryPlaceId: values.deliveryPlaceId === null ? null : Number(values.deliveryPlaceId),
    deliveryAddress: values.deliveryAddress.trim(),
    terms: values.terms.trim(),
    expectedOn: values.expectedOn,
    freightMinor: minorOf(values.freight),
    lines: values.lines.map((line) => ({
      id: line.id,
      categoryId: Number(line.categoryId),
      modelId: line.modelId === null ? null : Number(line.modelId),
      description: line.description.trim(),
      quantity: Number(line.quantity),
      unitPriceMinor: minorOf(line.price),
      taxBasisPoints: Math.round(Number(line.tax) * 100),
    })),
  };
}

/** What the form says, to be held beside what is stored. */
export function contentOfValues(values: OrderValues, order: Order): OrderContent {
  return { ...detailsOf(values, order.currency), supplier: order.supplier.name, currency: order.currency };
}

/** What is stored, as the form would say it. */
export function contentOfOrder(order: Order): OrderContent {
  return contentOfValues(valuesOf(order), order);
}
