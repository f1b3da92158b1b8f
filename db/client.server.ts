import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { env } from '#app/env.server.ts'
import { queryCounter } from './query-count.server.ts'

type Everything = BetterSQLite3Database<Record<string, never>>

/** What queries may do: read. */
export type Reader = Pick<Everything, 'select' | 'selectDistinct' | 'with' | '$count'>

/** What may be done inside `write`. Read here what the change depends on, so that both see one state. */
export type Transaction = Reader & Pick<Everything, 'insert' | 'update' | 'delete'>

type Connections = {
  readFrom: Database.Database
  writeTo: Database.Database
  reader: Everything
  writer: Everything
}

/** How long a change waits for another process's change before it gives up, in milliseconds. */
const WRITE_PATIENCE = 10_000

let open: Connections | undefined

/** Where the database of this process lives. */
export function databaseFile(): string {
  return path.join(env().DATA_DIR, 'article54.sqlite')
}

/** Opens a connection that can change the database, set up as every one of ours must be. */
export function openForWriting(file: string): Database.Database {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const connection = new Database(file, { timeout: 50 })
  connection.pragma('journal_mode = WAL')
  // FULL: what was shown as saved survives a power cut. NORMAL in WAL mode would lose the last commits.
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  // Else INSERT OR REPLACE takes a row away without the triggers that refuse it.
  connection.pragma('recursive_triggers = ON')
  // What was erased is not left lying in the file.
  connection.pragma('secure_delete = ON')
  return connection
}

/** Opens a connection of its own that only reads, for programs that must not touch what a server may be using. */
export function openForReading(file: string): { db: Reader; close: () => void } {
  const connection = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 })
  return { db: drizzle({ client: connection }), close: () => connection.close() }
}

function connections(): Connections {
  if (!open) {
    const writeTo = openForWriting(databaseFile())
    const readFrom = new Database(databaseFile(), { readonly: true, timeout: 5000 })
    readFrom.pragma('cache_size = -32000')
    readFrom.pragma('mmap_size = 268435456')
    open = {
      readFrom,
      writeTo,
      reader: drizzle({ client: readFrom, logger: queryCounter }),
      writer: drizzle({ client: writeTo, logger: queryCounter }),
    }
  }
  return open
}

/** Queries on a read-only connection. They see every change that was committed before they began. */
export const reader: Reader = {
  select: ((...fields: Parameters<Everything['select']>) =>
    connections().reader.select(...fields)) as Everything['select'],
  selectDistinct: ((...fields: Parameters<Everything['selectDistinct']>) =>
    connections().reader.selectDistinct(...fields)) as Everything['selectDistinct'],
  with: (...queries) => connections().reader.with(...queries),
  $count: (source, filters) => connections().reader.$count(source, filters),
}

type Preparable<All, One> = {
  prepare(): { all(values?: Record<string, unknown>): All; get(values?: Record<string, unknown>): One }
}

/**
 * A query built once for a connection and run often (about seven times cheaper than building it at each call).
 * `build` uses `sql.placeholder('name')`; the values are given by name at each run. Given a change as `db` it reads inside
 * it, and sees what the change has done so far.
 */
export function prepared<All, One>(build: (db: Reader) => Preparable<All, One>) {
  const statementOf = oncePerConnection((connection: Reader) => build(connection).prepare())
  // `reader` is the same while connections come and go.
  const connectionOf = (db: Reader) => (db === reader ? connections().reader : db)
  return {
    async all(values?: Record<string, unknown>, db: Reader = reader): Promise<Awaited<All>> {
      return await statementOf(connectionOf(db)).all(values)
    },
    async get(values?: Record<string, unknown>, db: Reader = reader): Promise<Awaited<One> | undefined> {
      return await statementOf(connectionOf(db)).get(values)
    },
  }
}

/** As `prepared`, for what changes something: everybody else's change waits while its SQL is built. */
export function preparedChange<Values extends Record<string, unknown>>(
  build: (tx: Transaction) => { prepare(): { run(values: Record<string, unknown>): unknown } },
) {
  const statementOf = oncePerConnection((tx: Transaction) => build(tx).prepare())
  return {
    async run(values: Values, tx: Transaction): Promise<void> {
      await statementOf(tx).run(values)
    },
  }
}

function oncePerConnection<Connection extends object, Statement>(build: (connection: Connection) => Statement) {
  const built = new WeakMap<Connection, Statement>()
  return (connection: Connection): Statement => {
    let statement = built.get(connection)
    if (!statement) {
      statement = build(connection)
      built.set(connection, statement)
    }
    return statement
  }
}

const insideWrite = new AsyncLocalStorage<true>()
let lastWrite: Promise<unknown> = Promise.resolve()

/**
 * Makes one change: all of it or, when `work` throws, nothing. Changes of this process stand in a queue;
 * those of other processes are waited for without holding up the event loop.
 * Do nothing slow inside: everybody else's change waits.
 * Throws when called inside another `write` (pass `tx` on instead) and when the database stays busy for ten seconds.
 */
export function write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (insideWrite.getStore()) throw new Error('write() inside write(): pass the transaction on instead')
  const result = lastWrite.then(() => insideWrite.run(true, () => runTransaction(work)))
  lastWrite = result.catch(() => undefined)
  return result
}

async function runTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { writeTo, writer } = connections()
  await begin(writeTo)
  try {
    const result = await work(writer)
    writeTo.exec('COMMIT')
    return result
  } catch (error) {
    if (writeTo.inTransaction) writeTo.exec('ROLLBACK')
    throw error
  }
}

async function begin(connection: Database.Database): Promise<void> {
  const deadline = Date.now() + WRITE_PATIENCE
  for (;;) {
    try {
      connection.exec('BEGIN IMMEDIATE')
      return
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
      if (!busy || Date.now() > deadline) throw error
      await sleep(2 + Math.random() * 18)
    }
  }
}

/** Waits for changes under way, folds the log into the database and closes it. It opens again at the next use. */
export async function closeDatabase(): Promise<void> {
  await lastWrite
  if (!open) return
  const { readFrom, writeTo } = open
  open = undefined
  readFrom.close()
  writeTo.pragma('wal_checkpoint(TRUNCATE)')
  writeTo.close()
}
