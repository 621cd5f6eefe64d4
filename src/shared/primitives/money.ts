/** An amount in the smallest unit of its currency (cents for EUR, yen for JPY) with the ISO 4217 code. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** Currencies of ISO 4217 whose minor unit is not a hundredth; the number is the count of decimals. */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

const HUNDREDTHS =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC ' +
  'CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES ' +
  'KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR ' +
  'NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT ' +
  'TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG';

const CURRENCIES: ReadonlySet<string> = new Set([...HUNDREDTHS.split(' '), ...EXPONENTS.keys()]);

/** True for an upper-case ISO 4217 code of a currency in use. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** Decimals of a currency: 2 unless ISO 4217 says otherwise. */
export function currencyExponent(currency: string): number {
  return EXPONENTS.get(currency) ?? 2;
}

/**
 * The amount as a plain decimal with a point and all decimals of its currency: `-12.05`, `1200` for JPY. A format of
 * numbers takes it as it is, digit by digit.
 */
export function moneyToDecimal(money: Money): `${number}` {
  const exponent = currencyExponent(money.currency);
  const digits = String(Math.abs(money.minor)).padStart(exponent + 1, '0');
  const sign = money.minor < 0 ? '-' : '';
  const decimal = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return `${sign}${decimal}` as `${number}`;
}

export type MinorUnits =
  | { readonly ok: true; readonly minor: number; readonly rounded: boolean }
  | { readonly ok: false; readonly code: 'TOO_MANY_DECIMALS' | 'AMOUNT_OUT_OF_RANGE'; readonly decimals: number };

/** More decimals than anybody types: the trace of binary arithmetic (0.30000000000000004), safe to round. */
const NOISE_DECIMALS = 10;

/**
 * Turns a plain decimal (`1234.5`, digits with at most one point) into minor units without binary arithmetic.
 * Decimals beyond the currency's own are refused unless they are zeros or the noise of floating-point arithmetic.
 */
export function minorUnitsOf(decimal: string, currency: string): MinorUnits {
  const exponent = currencyExponent(currency);
  const negative = decimal.startsWith('-');
  const [whole = '', fraction = ''] = decimal.replace(/^[+-]/, '').split('.');
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > exponent && significant.length < NOISE_DECIMALS) {
    return { ok: false, code: 'TOO_MANY_DECIMALS', decimals: significant.length };
  }
  const roundUp = (significant[exponent] ?? '0') >= '5';
  const magnitude = Number(whole + significant.slice(0, exponent).padEnd(exponent, '0')) + (roundUp ? 1 : 0);
  if (!Number.isSafeInteger(magnitude)) return { ok: false, code: 'AMOUNT_OUT_OF_RANGE', decimals: significant.length };
  return {
    ok: true,
    minor: negative && magnitude !== 0 ? -magnitude : magnitude,
    rounded: significant.length > exponent,
  };
}

/** The rate of a currency to itself. */
export const parity = 1_000_000;

/**
 * The amount in another currency, half a smallest unit rounded up.
 *
 * @param rateMicros what one whole unit of the amount's currency is worth in the other, in millionths.
 */
export function convertMoney(amount: Money, rateMicros: number, currency: string): Money {
  const shift = currencyExponent(currency) - currencyExponent(amount.currency);
  const up = BigInt(10) ** BigInt(Math.max(shift, 0));
  const down = BigInt(parity) * BigInt(10) ** BigInt(Math.max(-shift, 0));
  const product = BigInt(Math.abs(amount.minor)) * BigInt(rateMicros) * up;
  const magnitude = Number((product * 2n + down) / (down * 2n));
  return { minor: amount.minor < 0 ? -magnitude : magnitude, currency };
}
