const EMAIL =
  /^[^\s@<>"(),;:\\]+@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;
const MAC = /^(?:[\da-f]{2}([:-]))(?:[\da-f]{2}\1){4}[\da-f]{2}$|^[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}$|^[\da-f]{12}$/i;

export function looksLikeEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text);
}

/** Forms `00:1A:…`, `00-1A-…`, `001a.2b3c.4d5e`; bare digits do not tell a MAC address by themselves. */
export function looksLikeMac(text: string): boolean {
  return MAC.test(text) && (/[:.-]/.test(text) || /[a-f]/i.test(text));
}

/** `AA:BB:CC:DD:EE:FF` of any accepted form, or null. */
export function normalMac(text: string): string | null {
  if (!MAC.test(text)) return null;
  const digits = text.replaceAll(/[:.-]/g, '').toUpperCase();
  return digits.match(/../g)?.join(':') ?? null;
}

/** Check digit of an IMEI: Luhn over 15 digits (3GPP TS 23.003, annex B). */
export function looksLikeImei(text: string): boolean {
  const digits = text.replaceAll(/[\s/-]/g, '');
  if (!/^\d{15}$/.test(digits)) return false;
  let sum = 0;
  for (const [index, digit] of Array.from(digits).entries()) {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Only a currency beside the number tells money from any other number. */
export function looksLikeMoney(text: string): boolean {
  return /^(?:[€$£¥]|[A-Z]{3}\s)\s*[\d.,'\s]*\d$|^\d[\d.,'\s]*\s*(?:[€$£¥]|Kč|zł|[A-Z]{3})$/u.test(text);
}
