import { EventEmitter } from 'node:events'

/** Tells within this process that a message was queued, before the change it belongs to is committed. */
export const mailQueued = new EventEmitter<{ queued: [] }>()
