/** Everything that the mail service accepted, and what of it is still to be told: one SQLite file of the data directory. */
import type { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import type { Instant } from "../../../shared/platform/clock.ts";
import { openDatabase } from "../database.ts";

const mailSchema = z.object({
  id: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  sentAt: z.iso.datetime(),
  tags: z.record(z.string(), z.string()),
  /** Accepted, and never to arrive. */
  bounced: z.literal(true).optional(),
});
export type KeptMail = z.output<typeof mailSchema>;

/** An event of a mail that is to be published. */
export interface WaitingEvent {
  readonly topicArn: string;
  readonly body: string;
  readonly dueAt: Instant;
}

const eventRow = z.object({ number: z.number(), topicArn: z.string(), body: z.string() });

export interface MailQuery {
  /** An address, whole. */
  readonly to?: string | undefined;
  /** Only what came after this one. */
  readonly after?: string | undefined;
  /** The newest so many. */
  readonly limit: number;
}

export interface Mailbox {
  /** Takes a mail and its events in one step. `destinations`: whoever gets it. */
  accept(mail: KeptMail, destinations: readonly string[], events: readonly WaitingEvent[]): void;
  /** The newest last. */
  mails(query: MailQuery): readonly KeptMail[];
  mail(id: string): KeptMail | undefined;
  /** Hands over every event that is due and forgets it. */
  takeDue(now: Instant, publish: (topicArn: string, body: string) => void): void;
  /** When the next event is due. */
  nextEventAt(): Instant | undefined;
  /** Makes everything that waits due now. */
  hasten(now: Instant): void;
  close(): void;
}

const tables = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS mails (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mail TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS recipients (address TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (address, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (number INTEGER PRIMARY KEY, due_at INTEGER NOT NULL, topic_arn TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS events_by_due ON events (due_at, number);
`;

export function openMailbox(file: string): Mailbox {
  const database = openDatabase(file, tables);
  const insertMail = database.prepare("INSERT INTO mails (id, mail) VALUES (?, ?)");
  const insertRecipient = database.prepare("INSERT OR IGNORE INTO recipients (address, number) VALUES (?, ?)");
  const insertEvent = database.prepare("INSERT INTO events (due_at, topic_arn, body) VALUES (?, ?, ?)");
  const selectDue = database.prepare(
    "SELECT number, topic_arn AS topicArn, body FROM events WHERE due_at <= ? ORDER BY due_at, number LIMIT 100",
  );
  const deleteEvent = database.prepare("DELETE FROM events WHERE number = ?");
  const selectNext = database.prepare("SELECT min(due_at) AS dueAt FROM events");
  return {
    accept: (mail, destinations, events) => {
      database.exec("BEGIN");
      const { lastInsertRowid: number } = insertMail.run(mail.id, JSON.stringify(mail));
      for (const address of destinations) insertRecipient.run(address.toLowerCase(), number);
      for (const { dueAt, topicArn, body } of events) insertEvent.run(Math.floor(dueAt), topicArn, body);
      database.exec("COMMIT");
    },
    mails: (query) => selectedMails(database, query),
    mail: (id) => {
      const row = database.prepare("SELECT mail FROM mails WHERE id = ?").get(id);
      return row && mailOf(row.mail);
    },
    takeDue: (now, publish) => {
      for (const row of selectDue.all(Math.floor(now))) {
        const { number, topicArn, body } = eventRow.parse(row);
        publish(topicArn, body);
        deleteEvent.run(number);
      }
    },
    nextEventAt: () => {
      const dueAt = selectNext.get()?.dueAt;
      return typeof dueAt === "number" ? dueAt : undefined;
    },
    hasten: (now) => {
      database.prepare("UPDATE events SET due_at = min(due_at, ?)").run(Math.floor(now));
    },
    close: () => database.close(),
  };
}

function selectedMails(database: DatabaseSync, { to, after, limit }: MailQuery): readonly KeptMail[] {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  if (to !== undefined) {
    conditions.push("number IN (SELECT number FROM recipients WHERE address = ?)");
    values.push(to.toLowerCase());
  }
  if (after !== undefined) {
    conditions.push("number > (SELECT number FROM mails WHERE id = ?)");
    values.push(after);
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : "";
  const newest = `SELECT number, mail FROM mails ${where} ORDER BY number DESC LIMIT ?`;
  const rows = database.prepare(`SELECT mail FROM (${newest}) ORDER BY number`).all(...values, limit);
  return rows.map(({ mail }) => mailOf(mail));
}

function mailOf(text: unknown): KeptMail {
  return mailSchema.parse(JSON.parse(String(text)));
}
