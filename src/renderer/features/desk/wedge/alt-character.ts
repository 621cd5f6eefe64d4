/** Characters 128 to 255 of code page 437, which a number without leading zero means to Windows. */
const oemPage =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0';

/**
 * The character that digits typed on the number pad with Alt stand for, as scanners in "ALT mode" send every one:
 * `0233` is a code of Windows-1252, `130` one of the OEM page, both é; below 128 they are the same.
 */
export function altCharacter(digits: string): string {
  const code = Number(digits) & 0xff;
  if (code < 0x80) return String.fromCharCode(code);
  if (digits.startsWith('0')) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
  return oemPage.charAt(code - 0x80);
}
