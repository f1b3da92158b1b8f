import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { LocaleProvider } from '#app/i18n/use-translation.tsx'
import { QrCode } from '#app/ui/qr-code.tsx'
import { AccessCards, type PrintedCard } from './access-cards.tsx'

const card: PrintedCard = {
  displayName: 'Amina <Odhiambo>',
  username: 'amina.odhiambo',
  code: 'K7RM-2QXD-9WFA',
  expiresAt: Date.UTC(2026, 3, 4),
}

const show = (cards: PrintedCard[], address = 'https://learn.example.org') =>
  renderToStaticMarkup(
    <LocaleProvider locale="en">
      <AccessCards cards={cards} address={address} />
    </LocaleProvider>,
  )

test('a card tells where to go, as whom, with which code and until when, and carries the same as a QR code', () => {
  const shown = show([card])
  for (const text of [
    'learn.example.org/card',
    'amina.odhiambo',
    card.code,
    '4 April 2026',
    'Amina &lt;Odhiambo&gt;',
  ]) {
    expect(shown).toContain(text)
  }
  const drawn = renderToStaticMarkup(<QrCode text="https://learn.example.org/card/K7RM-2QXD-9WFA" label="x" />)
  expect(shown).toContain(/<path[^>]*>/.exec(drawn)?.[0])
})

test('each person has a card of their own, with their agency where it is known', () => {
  const shown = show([card, { ...card, code: 'AAAA-BBBB-CCCC', agency: 'Narok Forensic Bureau' }])
  expect(shown.match(/<li /g)).toHaveLength(2)
  expect(shown.match(/Narok Forensic Bureau/g)).toHaveLength(1)
})

test('an address with a slash at its end makes the same card', () => {
  expect(show([card], 'https://learn.example.org/')).toBe(show([card]))
})
