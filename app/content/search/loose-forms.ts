/** Endings of Russian nouns, adjectives and participles, the longest first (after Dolamic and Savoy's light stemmer). */
const RUSSIAN_END =
  /(?<=.{3})(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|иям|ией|ьев|ьям|ьях|ов|ев|ей|ам|ям|ах|ях|ом|ем|ой|ый|ий|ая|яя|ое|ее|ые|ие|ых|их|ым|им|ую|юю|ия|ии|ию|ью|у|ю|а|я|о|е|ы|и|ь|й)$/u

/** Plurals of English, French and Spanish. */
const PLURALS: readonly (readonly [RegExp, string])[] = [
  [/(?<=..)ies$/, 'y'],
  [/(?<=(?:ch|sh|x|ss))es$/, ''],
  [/(?<=(?:cion|sion|dad|dor|tor))es$/, ''],
  [/(?<=..[^aeiou]?)aux$/, 'al'],
  [/(?<=..[^sui])s$/, ''],
]

/**
 * Other forms under which a word is also looked up, the word itself not among them: an Arabic word without what is
 * attached to its front, a Russian one without its ending, the singular of a plural. They are guesses, so they count
 * less than the word.
 */
export function looseForms(word: string): string[] {
  if (/^\p{Script=Arabic}+$/u.test(word)) return arabicForms(word)
  if (/^\p{Script=Cyrillic}{5,}$/u.test(word)) return differing(word, word.replace(RUSSIAN_END, ''))
  if (/^[a-z]{4,}$/.test(word)) {
    const rule = PLURALS.find(([ending]) => ending.test(word))
    return rule ? differing(word, word.replace(rule[0], rule[1])) : []
  }
  return []
}

/**
 * Arabic writes "and", "so" (و ف), "with", "like", "for" (ب ك ل) and "the" (ال, after "for" لل) onto the front of a word,
 * in this order. At least two letters stay behind an article, and three where the letter may belong to the word.
 */
function arabicForms(word: string): string[] {
  const afterAnd = /^[وف](.{3,})$/u.exec(word)?.[1]
  const rest = afterAnd ?? word
  const afterFront = (/^(?:[بك]?ال|لل)(.{2,})$/u.exec(rest) ?? /^[بكل](.{3,})$/u.exec(rest))?.[1]
  return [afterAnd, afterFront].filter((form) => form !== undefined)
}

function differing(word: string, form: string): string[] {
  return form === word ? [] : [form]
}
