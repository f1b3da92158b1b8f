import admin from './messages/en/admin.json'
import content from './messages/en/content.json'
import convention from './messages/en/convention.json'
import http from './messages/en/http.json'
import identity from './messages/en/identity.json'
import learn from './messages/en/learn.json'
import manage from './messages/en/manage.json'
import teach from './messages/en/teach.json'
import ui from './messages/en/ui.json'

/** The words of the interface in English: the language every other catalogue falls back to. */
export const english = {
  ...admin,
  ...content,
  ...convention,
  ...http,
  ...identity,
  ...learn,
  ...manage,
  ...teach,
  ...ui,
}

export type MessageKey = keyof typeof english

export type Catalogue = Record<MessageKey, string>

/** Marks a string as a key of the catalogue where a plain string is asked for (zod's messages). */
export function messageKey(key: MessageKey): MessageKey {
  return key
}

export function isMessageKey(value: string): value is MessageKey {
  return Object.hasOwn(english, value)
}
