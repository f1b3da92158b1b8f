const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6]

/** Letters that are written in two ways with the same meaning: Persian and Arabic forms, alef maksura, teh marbuta. */
const LETTER_FORMS: Readonly<Record<string, string>> = { ی: 'ي', ى: 'ي', ک: 'ك', ة: 'ه' }

/** A text without what does not count: accents, letter forms, other digits than 0 to 9. Case is kept. */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]/g, '')
      .normalize('NFC')
      .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g, (digit) => {
        const code = digit.codePointAt(0) ?? 0
        return String(code - (DIGIT_ZEROS.findLast((zero) => zero <= code) ?? code))
      })
      .replace(/[یىکة]/g, (letter) => LETTER_FORMS[letter] ?? letter)
      // A long run of spaces would be searched again and again for the rest of a date.
      .replace(/\n\s*/g, '\n')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/(?<=\d)t(?=\d\d:\d\d)/gi, ' ')
      .replace(/(?<=:\d\d)z(?![\p{L}\p{N}])/giu, ' UTC')
  )
}

type Grammar = { pattern: RegExp; months: ReadonlyMap<string, number> }

const grammars = new Map<string, Grammar>()

/** How words, numbers and dates of a text in `language` are told apart, once it is folded. */
export function grammarOf(language: string): Grammar {
  let grammar = grammars.get(language)
  if (!grammar) {
    const months = new Map([...monthNames('en'), ...monthNames(language)])
    grammar = { pattern: patternWith([...months.keys()]), months }
    grammars.set(language, grammar)
  }
  return grammar
}

/** The names of the months, long and short, as they stand alone and beside a day (Russian: "9 апреля"). */
function monthNames(language: string): [string, number][] {
  const names: [string, number][] = []
  for (let month = 0; month < 12; month += 1) {
    const day = Date.UTC(2027, month, 15)
    for (const length of ['long', 'short'] as const) {
      for (const beside of [{}, { day: 'numeric' }] as const) {
        const options = { month: length, timeZone: 'UTC', calendar: 'gregory', ...beside } as const
        const parts = new Intl.DateTimeFormat(language, options).formatToParts(day)
        const name = fold(parts.find(({ type }) => type === 'month')?.value ?? '')
          .replace(/\.$/, '')
          .toLowerCase()
        // A month that is only a number ("4" in Chinese) is no name.
        if (/\p{L}/u.test(name) && !/\d/.test(name)) names.push([name, month + 1])
      }
    }
  }
  return language.startsWith('en') ? [...names, ['sept', 9]] : names
}

/** Written one by one: there are no spaces between the words of these scripts. */
const SPACELESS =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}'

function patternWith(months: readonly string[]): RegExp {
  const name = [...months]
    .sort((a, b) => b.length - a.length)
    .map((month) => month.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+'))
    .join('|')
  const start = '(?<![\\p{L}\\p{N}])'
  const end = '(?![\\p{L}\\p{N}])'
  const day = '\\d{1,2}'
  const nth = '(?:st|nd|rd|th|er)?'
  const alternatives = [
    `(?<chinese>\\d{4}年\\d{1,2}月\\d{1,2}日)`,
    `${start}(?<yearFirst>\\d{4}[-./]\\d{1,2}[-./]\\d{1,2})(?!\\d)`,
    `${start}(?<dayFirst>\\d{1,2}[-./]\\d{1,2}[-./]\\d{4})(?![-./]?\\d)`,
    `${start}(?<d1>${day})${nth}[\\s.-]*(?:(?:of|de)\\s+)?(?<m1>${name})\\.?,?(?:\\s+de)?[\\s-]*(?<y1>\\d{4})${end}`,
    `${start}(?<m2>${name})\\.?\\s+(?<d2>${day})${nth},?\\s+(?<y2>\\d{4})${end}`,
    `${start}(?<d3>${day})${nth}\\.?[\\s-]*(?:(?:of|de)\\s+)?(?<m3>${name})${end}`,
    `${start}(?<m4>${name})\\.?\\s+(?<d4>${day})${nth}${end}`,
    `${start}(?<m5>${name})\\.?,?\\s+(?:de\\s+)?(?<y5>\\d{4})${end}`,
    `(?<![\\d.])(?<address>\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\d])`,
    `(?<!\\d)(?<time>\\d{1,2}:\\d\\d(?::\\d\\d)?)(?!\\d)`,
    `(?<![\\p{L}\\d.])(?<grouped>\\d{1,3}(?<separator>[ ,.'’\\u066c])\\d{3}(?:\\k<separator>\\d{3})*)(?!\\d)`,
    `(?<number>(?<![\\p{L}\\p{N}])\\d+)`,
    `(?<letter>[${SPACELESS}])`,
    `(?<word>(?:(?![${SPACELESS}])[\\p{L}\\p{N}\\p{M}])+)`,
  ]
  return new RegExp(alternatives.join('|'), 'giu')
}
