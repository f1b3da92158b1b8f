import { beforeAll, describe, expect, test } from 'vitest'
import { find, found, insertSearchableSite } from '../../../tests/searchable-site.ts'

beforeAll(insertSearchableSite)

describe('what is looked for is found, however it is written', () => {
  test.each([
    // English
    ['hypervisor', 'What vanishes first > Volatile data'],
    ['HYPERVISOR memory', 'What vanishes first > Volatile data'],
    ['hyperv', 'What vanishes first > Volatile data'],
    ['short-lived', 'What vanishes first'],
    ['ninety days', 'What vanishes first > A preservation order'],
    ['vanishes ninety', 'What vanishes first > A preservation order'],
    ['the prosecutors', 'Preservation at home > Who signs'],
    // French
    ['donnees stockees', 'L’entraide judiciaire > Les délais'],
    ['DONNÉES STOCKÉES concernées', 'L’entraide judiciaire > Les délais'],
    ['coeur', 'L’entraide judiciaire > Le cœur'],
    ['oeuvre', 'L’entraide judiciaire > Le cœur'],
    ['d’entraide délais', 'L’entraide judiciaire > Les délais'],
    // Spanish
    ['senales', 'Cooperación internacional > Señales'],
    ['pinguino', 'Cooperación internacional > Señales'],
    ['autoridad conservacion requerir', 'Cooperación internacional > Señales'],
    // Russian
    ['еще', 'Взаимная правовая помощь > Сроки'],
    ['ребенок', 'Взаимная правовая помощь > Сроки'],
    ['сбор доказательства', 'Взаимная правовая помощь > Сроки'],
    ['взаимн', 'Взаимная правовая помощь'],
    // Arabic
    ['الأدلة المعلومات', 'التعاون الدولي > حفظ البيانات'],
    ['الادله', 'التعاون الدولي > حفظ البيانات'],
    ['معلومات', 'التعاون الدولي > حفظ البيانات'],
    ['سرعة', 'التعاون الدولي > حفظ البيانات'],
    ['قانون', 'التعاون الدولي > حفظ البيانات'],
    ['هيئه مسوولة', 'التعاون الدولي > حفظ البيانات'],
    ['الأدلّـــة بالسرعة', 'التعاون الدولي > حفظ البيانات'],
    ['يوما 90', 'التعاون الدولي > حفظ البيانات'],
    ['دولي', 'التعاون الدولي'],
    // Chinese
    ['网络', '快速保全 > 期限'],
    ['犯罪', '快速保全 > 期限'],
    ['网络犯罪', '快速保全 > 期限'],
    ['网', '快速保全 > 期限'],
    ['90天', '快速保全 > 期限'],
    ['证据 网络', '快速保全 > 期限'],
  ])('%j finds %j', async (text, name) => {
    // Its course may be found by its title too.
    expect(await found(text, { kind: 'lesson' })).toEqual([name])
  })

  test.each([
    ['25', 25],
    ['article 25', 25],
    ['art. 25', 25],
    ['art. 41', 41],
    ['artículo 54', 54],
    ['статья 42', 42],
    ['المادة 25', 25],
    ['المادة ٢٥', 25],
    ['第25条', 25],
    ['第二十五条', 25],
    ['conservation accélérée de données', 25],
    ['entraide judiciaire la plus large', 40],
    ['التعجيل بحفظ', 25],
    ['快速保全存储', 25],
    ['article 25 preservation', 25],
    ['24/7 network', 41],
  ])('%j puts article %i first', async (text, article) => {
    const [first] = await find(text)
    expect(first).toMatchObject({ kind: 'article', article })
    expect(first?.href).toMatch(new RegExp(`^/convention/${article}(\\?text=(fr|ar|zh))?$`))
  })

  test('an article is one result, in the language in which it was found', async () => {
    const [first, ...others] = await find('快速保全存储', { kind: 'article' })
    expect(first).toMatchObject({ language: 'zh', isOfficial: true, href: '/convention/25?text=zh' })
    expect(others).toEqual([])
    expect((await find('25', { kind: 'article', article: 25 }))[0]).toMatchObject({ article: 25 })
  })
})
