import { describe, expect, test } from 'vitest'
import { looseForms } from './loose-forms.ts'
import { foldWord, indexForms, indexWords, pairsOf, piecesOf } from './words.ts'

describe('a word is looked up without what readers may leave out or write otherwise', () => {
  test.each([
    // English, and what is written in Latin letters
    ['Preservation', 'preservation'],
    ['ICT', 'ict'],
    ['naïve', 'naive'],
    ['ﬁle', 'file'],
    ['Ｆｕｌｌ２５', 'full25'],
    ['x²', 'x2'],
    ['co\u00adoperation', 'cooperation'],
    // French
    ['Électronique', 'electronique'],
    ['E\u0301le\u0301ment', 'element'],
    ['cœur', 'coeur'],
    ['reçu', 'recu'],
    // Spanish
    ['ARTÍCULO', 'articulo'],
    ['señal', 'senal'],
    ['pingüino', 'pinguino'],
    // Others in Latin letters
    ['Straße', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['ısı', 'isi'],
    ['Łódź', 'lodz'],
    // Russian
    ['Ещё', 'еще'],
    ['РЕБЁНОК', 'ребенок'],
    ['действий', 'действий'],
    ['Й', 'й'],
    // Arabic
    ['المَادَّة', 'الماده'],
    ['الأدلّة', 'الادله'],
    ['إجراء', 'اجراء'],
    ['آلية', 'اليه'],
    ['ٱلدليل', 'الدليل'],
    ['مستوى', 'مستوي'],
    ['مسؤول', 'مسوول'],
    ['هيئة', 'هييه'],
    ['الجـــريمة', 'الجريمه'],
    ['ﻻ', 'لا'],
    ['\u202b\u0642\u0627\u0646\u0648\u0646\u202c', 'قانون'],
    ['٢٥', '25'],
    ['۶۸', '68'],
    // Chinese
    ['網絡', '網絡'],
    ['〇', '〇'],
    // Nothing
    ['', ''],
    ['\u0301', ''],
    ['\ud800', ''],
    ['\0', ''],
  ])('%j is %j', (word, folded) => {
    expect(foldWord(word)).toBe(folded)
    expect(foldWord(folded)).toBe(folded)
  })
})

describe('the words of a text', () => {
  test.each([
    ['A State Party’s law: 90-day orders (24/7).', 'a state party law 90 day orders 24 7'],
    ["Don't", 'don'],
    ['L’entraide qu’elle demande, d’office', 'entraide elle demande office'],
    ['¿Qué artículo?', 'que articulo'],
    ['A/RES/79/243', 'a res 79 243'],
    ['Сбор «доказательств» — ещё', 'сбор доказательств еще'],
    ['المادة ٢٥، الفقرة (أ)', 'الماده 25 الفقره ا'],
    ['网络犯罪', '网络 络犯 犯罪 罪'],
    ['第25条 证据', '第 25 条 证据 据'],
    ['用IP地址', '用 ip 地址 址'],
    ['𠮷野', '𠮷野 野'],
    ['emoji 👩‍💻 and “quotes” AND NEAR(a*)', 'emoji and quotes and near a'],
    ['\u0000\ud800 x \udfff', 'x'],
    ['', ''],
  ])('of %j are %j', (text, words) => {
    expect(indexWords(text)).toBe(words)
  })

  test('know where they stand', () => {
    const text = 'Où l’Élément 电子 est.'
    expect(piecesOf(text).map(({ word, start, end }) => [word, text.slice(start, end)])).toEqual([
      ['ou', 'Où'],
      ['element', 'Élément'],
      ['电子', '电子'],
      ['est', 'est'],
    ])
  })

  test('of immense length are cut', () => {
    expect(indexWords('x'.repeat(10_000))).toHaveLength(60)
  })

  test('of a run are the pairs in it', () => {
    expect(pairsOf('电子证据')).toEqual(['电子', '子证', '证据'])
    expect(pairsOf('电')).toEqual(['电'])
  })
})

describe('a word is also looked up in other forms', () => {
  test.each([
    // Arabic: what is attached to the front
    ['والادله', ['الادله', 'ادله']],
    ['بالتعاون', ['تعاون']],
    ['للدول', ['دول']],
    ['التعاون', ['تعاون']],
    ['لتعاون', ['تعاون']],
    ['فكتاب', ['كتاب', 'تاب']],
    ['الي', []],
    ['ولد', []],
    // Plurals
    ['orders', ['order']],
    ['authorities', ['authority']],
    ['searches', ['search']],
    ['witness', []],
    ['analysis', []],
    ['status', []],
    ['autoridades', ['autoridad']],
    ['obligaciones', ['obligacion']],
    ['principes', ['principe']],
    ['judiciaux', ['judicial']],
    ['law', []],
    // Russian endings
    ['доказательства', ['доказательств']],
    ['доказательств', []],
    ['доказательствами', ['доказательств']],
    ['электронных', ['электронн']],
    ['электронные', ['электронн']],
    ['помощь', ['помощ']],
    ['помощи', ['помощ']],
    // Neither
    ['24', []],
    ['ip', []],
  ])('%s as %j', (word, forms) => {
    expect(looseForms(word)).toEqual(forms)
  })

  test('which the index keeps once each', () => {
    expect(indexForms('Orders and orders, والتعاون والتعاون 网络')).toBe('order التعاون تعاون')
  })
})
