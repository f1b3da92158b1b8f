/** Numbers as headings and labels of the official languages write them. */

/** Makes different ways of writing the same signs one: full-width and Arabic digits, presentation forms, tatweel. */
export function plainSigns(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]/g, '')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
}

const romanValues: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 }

/** "IV" is 4, also with Cyrillic letters that look alike. Null when it is no Roman number below 50. */
export function romanNumber(text: string): number | null {
  const letters = text.toLowerCase().replace(/[іi]/g, 'i').replace(/х/g, 'x')
  if (!/^(?:xl|x{0,3})(?:ix|iv|v?i{0,3})$/.test(letters) || letters === '') return null
  let sum = 0
  for (let index = 0; index < letters.length; index += 1) {
    const value = romanValues[letters[index] ?? ''] ?? 0
    sum += value < (romanValues[letters[index + 1] ?? ''] ?? 0) ? -value : value
  }
  return sum
}

const hanDigits = '零一二三四五六七八九'

/** "二十五" is 25. Null when it is no number below 100. */
export function hanNumber(text: string): number | null {
  const match = /^(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text)
  if (!match || text === '') return null
  const [, tens, ten, ones] = match
  return (ten ? 10 * (tens ? hanDigits.indexOf(tens) : 1) : 0) + (ones ? hanDigits.indexOf(ones) : 0)
}

const feminineUnits = [
  '',
  'الحادية',
  'الثانية',
  'الثالثة',
  'الرابعة',
  'الخامسة',
  'السادسة',
  'السابعة',
  'الثامنة',
  'التاسعة',
]
const arabicTens = ['', '', 'العشرو', 'الثلاثو', 'الأربعو', 'الخمسو', 'الستو']
const masculine = [
  '',
  'الأول',
  'الثاني',
  'الثالث',
  'الرابع',
  'الخامس',
  'السادس',
  'السابع',
  'الثامن',
  'التاسع',
  'العاشر',
]

/** Hamzas and the endings that change with the case of the word do not count. */
function arabicWord(text: string): string {
  return text
    .replace(/[\u064b-\u0652\u0670]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/ى/g, 'ي')
    .replace(/ين(?=\s|$)/g, 'ون')
    .replace(/\s+/g, ' ')
    .trim()
}

const arabicOrdinals = new Map<string, number>()
for (let number = 1; number <= 69; number += 1) {
  const unit = number % 10
  const tens = Math.floor(number / 10)
  const ten = `${arabicTens[tens] ?? ''}ن`
  if (number === 10) arabicOrdinals.set(arabicWord('العاشرة'), number)
  else if (number < 10) arabicOrdinals.set(arabicWord(number === 1 ? 'الأولى' : (feminineUnits[unit] ?? '')), number)
  else if (tens === 1) arabicOrdinals.set(arabicWord(`${feminineUnits[unit] ?? ''} عشرة`), number)
  else if (unit === 0) arabicOrdinals.set(arabicWord(ten), number)
  else arabicOrdinals.set(arabicWord(`${feminineUnits[unit] ?? ''} و${ten}`), number)
}
masculine.forEach((word, number) => {
  if (word) arabicOrdinals.set(arabicWord(word), number)
})

/** The Arabic ordinal that a text begins with ("الحادية عشرة …" is 11), and what follows it. */
export function arabicOrdinal(text: string): { number: number; rest: string } | null {
  const words = text.trim().split(/(\s+|(?=[:.،-]))/)
  for (const count of [5, 3, 1]) {
    const head = words.slice(0, count).join('')
    const number = arabicOrdinals.get(arabicWord(head))
    if (number !== undefined && words.length >= count) return { number, rest: text.trim().slice(head.length) }
  }
  return null
}
