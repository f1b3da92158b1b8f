import { ARTICLE_COUNT } from '#app/convention/article-reference.ts'
import { piecesOf } from './words.ts'

/** "Article" in the six languages as people write it, folded. */
const ARTICLE = /^(?:articles?|arts?|articulos?|стать(?:я|и|е|ю|ей)|ст|(?:ال|لل|بال)?ماده|م)$/u

const PARAGRAPH = /^(?:paragraphs?|paras?|paragraphes?|parrafos?|пункт|п|(?:ال)?فقره)$/u

const CHINESE = /^第?([〇零一二三四五六七八九十]+)[条條](?:第.{1,3}款)?$/u
const CHINESE_DIGITS = '〇一二三四五六七八九'

/**
 * The number of the article when somebody asks for one and nothing else: "25", "art. 25", "article 42, paragraph 3",
 * "25.2", "المادة ٢٥", "第25条", "第二十五条". Null when there is no such article, or more is asked.
 */
export function articleAsked(query: string): number | null {
  const words = piecesOf(query).flatMap(({ word }) => word.match(/\d+|\D+/g) ?? [])
  const number = chineseArticle(words) ?? labelledArticle(words, query)
  return number && number <= ARTICLE_COUNT ? number : null
}

function labelledArticle(words: readonly string[], query: string): number | null {
  const hasLabel = ARTICLE.test(words[0] ?? '')
  const [number = '', ...rest] = hasLabel ? words.slice(1) : words
  if (!/^\d{1,2}$/.test(number)) return null
  const after = PARAGRAPH.test(rest[0] ?? '') ? rest.slice(1) : rest
  const isOne = rest.length === 0 || (after.length === 1 && /^(?:\d{1,2}|[a-z])$/.test(after[0] ?? ''))
  // "24/7" is no paragraph of article 24; "24.7" is.
  return isOne && (hasLabel || rest.length === 0 || query.includes('.')) ? Number(number) : null
}

function chineseArticle(words: readonly string[]): number | null {
  const [first, number, last] = words
  if (first === '第' && /^\d{1,2}$/.test(number ?? '') && /^[条條]/u.test(last ?? '')) return Number(number)
  const numeral = CHINESE.exec(words.join(''))?.[1]
  return numeral ? chineseNumber(numeral) : null
}

/** 二十五 is 25; 四二 is 42. */
function chineseNumber(numeral: string): number {
  const value = (sign: string) => CHINESE_DIGITS.indexOf(sign === '零' ? '〇' : sign)
  const [tens, ones] = numeral.split('十')
  if (ones === undefined) return Number([...numeral].map(value).join(''))
  return (tens ? value(tens) : 1) * 10 + (ones ? value(ones) : 0)
}
