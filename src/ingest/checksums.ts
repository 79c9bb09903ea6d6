/** Whether digits pass the card checksum. @see ISO/IEC 7812-1, annex B (Luhn) */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether an account number without spaces, upper case, passes its check digits. @see ISO 13616-1 (IBAN), ISO 7064 MOD 97-10 */
export function passesIban(account: string): boolean {
  let rest = 0;
  for (const sign of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Whether a number has the length and first digits of a payment card and passes its checksum. */
export function isCard(digits: string): boolean {
  const fits =
    /^4(?:\d{12}|\d{15}|\d{18})$/.test(digits) ||
    /^(?:5[1-5]|2[2-7])\d{14}$/.test(digits) ||
    /^3[47]\d{13}$|^3(?:0[0-5]|[68]\d)\d{11}$|^35\d{14}$/.test(digits) ||
    /^6(?:011|4[4-9]\d|5\d\d)\d{12}$|^(?:50|5[6-8]|6[0-9])\d{14}(?:\d{2,3})?$/.test(digits);
  return fits && passesLuhn(digits);
}
