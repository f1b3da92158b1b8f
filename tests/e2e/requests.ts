import type { Page } from '@playwright/test'

export const requestLesson = '/courses/electronic-evidence/lessons/draft-a-request'
export const requestPage = `${requestLesson}/requests/ev-req-saltmarsh`

/** A draft without fault, in other notations than those of the case file. */
export const rightDraft: Readonly<Record<string, string>> = {
  authority: 'CYBERCRIME UNIT, case TR-2027-0688. Day and night: duty@cyber.example.org',
  offence: 'Illegal access and fraud. On 2027-06-10 a school board paid 86 400 crowns to a false account.',
  data: 'Please preserve the mailbox saltmarsh.pay@example.org, June 1, 2027 to June 15, 2027. It sent the false invoice.',
  custodian: 'Quill Mail in Veldania.',
  necessity: 'The mailbox will be deleted on 18.06.2027, 8:20 UTC.',
  'next-step': 'We intend to send a request for mutual legal assistance for disclosure.',
  confidentiality: 'Please keep this confidential and do not tell the user.',
}

/** Types texts into the boxes of the draft. */
export async function fillDraft(page: Page, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [element, text] of Object.entries(texts)) await page.locator(`textarea[name="${element}"]`).fill(text)
}

/** A draft that was marked once, of numbers alone: they are the same in every language. */
export async function markSomeDraft(page: Page): Promise<void> {
  await page.goto(requestPage)
  await fillDraft(page, { authority: '2027 0688', necessity: '2027 06 18' })
  await page.getByRole('button', { name: 'Mark my draft' }).click()
}
