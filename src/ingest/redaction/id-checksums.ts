import { passesLuhn } from '../checksums.ts';

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);
const rest = (digits: string, by: number): number => {
  let left = 0;
  for (const digit of digits) left = (left * 10 + Number(digit)) % by;
  return left;
};
const isDay = (month: string, day: string): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;

/** Whether eleven digits are a German tax number of persons. @see ISO/IEC 7064 MOD 11,10 */
export function isSteuerId(digits: string): boolean {
  if (!/^[1-9]\d{10}$/.test(digits)) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (
    (11 - product) % 10 === Number(digits[10]) &&
    new Set(digits.slice(0, 10)).size >= 8 &&
    new Set(digits.slice(0, 10)).size <= 9
  );
}

/** Whether a French social security number (15 signs, `2A` and `2B` for Corsica) has its key: 97 less the rest by 97. */
export function isNir(number: string): boolean {
  const digits = number.replace('2A', '19').replace('2B', '18');
  return /^\d{15}$/.test(digits) && 97 - rest(digits.slice(0, 13), 97) === Number(digits.slice(13));
}

/** Whether a Spanish DNI (8 digits) or NIE (X, Y, Z and 7 digits) has its letter: the rest by 23 chooses it. */
export function isDni(number: string): boolean {
  const digits = number.slice(0, -1).replace('X', '0').replace('Y', '1').replace('Z', '2');
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === number.at(-1);
}

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Whether an Italian codice fiscale (16 signs, upper case) ends in its check letter. @see D.M. 23.12.1976 */
export function isCodiceFiscale(code: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const sign = code.charCodeAt(i);
    const value = sign < 65 ? sign - 48 : sign - 65;
    sum += i % 2 === 0 ? (ODD[value] ?? 0) : value;
  }
  return String.fromCharCode(65 + (sum % 26)) === code[15];
}

/** Whether eleven digits are a Polish PESEL: a day of birth and a check digit. */
export function isPesel(digits: string): boolean {
  const month = String(Number(digits.slice(2, 4)) % 20);
  const sum = weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]);
  return isDay(month, digits.slice(4, 6)) && sum % 10 === 0;
}

/** Whether ten digits are a Swedish personal number: a day of birth (with 60 added for coordination numbers) and the Luhn digit. */
export function isPersonnummer(digits: string): boolean {
  const day = String(Number(digits.slice(4, 6)) % 60);
  return isDay(digits.slice(2, 4), day) && passesLuhn(digits);
}

/** Whether eleven digits are a Norwegian fødselsnummer: a day of birth and two check digits (mod 11). */
export function isFodselsnummer(digits: string): boolean {
  const day = String(Number(digits.slice(0, 2)) % 40);
  return (
    isDay(digits.slice(2, 4), day) &&
    weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  );
}

/** Whether a Finnish hetu's last sign is the one of its nine digits' rest by 31. @param digits nine, and the sign. */
export function isHetu(digits: string): boolean {
  return (
    '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(digits.slice(0, 9)) % 31] === digits[9] &&
    isDay(digits.slice(2, 4), digits.slice(0, 2))
  );
}

/** Whether eleven digits are a Belgian rijksregister number: 97 less the rest of the first nine (with a 2 before them from 2000 on). */
export function isRijksregister(digits: string): boolean {
  const check = Number(digits.slice(9));
  return [digits.slice(0, 9), `2${digits.slice(0, 9)}`].some((body) => 97 - rest(body, 97) === check);
}

/** Whether thirteen digits are a Swiss AHV number: 756 and the EAN-13 check digit. */
export function isAhv(digits: string): boolean {
  return digits.startsWith('756') && weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

/** Whether eleven digits are a Brazilian CPF: two check digits (mod 11). */
export function isCpf(digits: string): boolean {
  const check = (length: number) => {
    const weights = Array.from({ length }, (_, i) => length + 1 - i);
    return ((weighted(digits, weights) * 10) % 11) % 10 === Number(digits[length]);
  };
  return check(9) && check(10) && new Set(digits).size > 1;
}
