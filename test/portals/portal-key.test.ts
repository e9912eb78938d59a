import { describe, expect, it } from "vitest";
import { isValid, newKey, readKey, withKey, withoutKey } from "../../shared/portals/portal-key.ts";
import { seededChance } from "../support/world.ts";

const chance = seededChance("keys");
const now = Date.parse("2024-02-05T09:00:00+07:00");
const { key, record } = newKey("cong-so-tu-phap", now, chance);

describe("a portal key", () => {
  it("names its portal, has 256 random bits, and only its hash is kept", () => {
    expect(key).toMatch(/^dondoc_cong-so-tu-phap_[0-9a-z]{8}_[0-9a-z]{59}$/);
    expect(52 * 5).toBeGreaterThanOrEqual(256);
    const secret = key.split("_")[3] ?? "";
    expect(JSON.stringify(record)).not.toContain(secret.slice(0, 52));
  });

  it("reads back, and is valid among two", () => {
    const read = readKey(key);
    const other = newKey("cong-so-tu-phap", now, chance);
    expect(read).toMatchObject({ portal: "cong-so-tu-phap", keyId: record.keyId });
    if (!read) throw new Error("unread");
    expect(isValid(read, [other.record, record])).toBe(true);
    expect(isValid(read, [other.record])).toBe(false);
    expect(isValid(read, [])).toBe(false);
  });

  it("with any one character changed is no key: the checksum costs no read", () => {
    for (let at = 0; at < key.length; at++) {
      const changed = key.slice(0, at) + (key[at] === "x" ? "y" : "x") + key.slice(at + 1);
      expect(readKey(changed), changed).toBeUndefined();
    }
  });

  it.each(["", "dondoc_", `${key} `, key.toUpperCase(), `${key}0`, "a.b.c"])("%j is no key", (text) => {
    expect(readKey(text)).toBeUndefined();
  });

  it("of another portal with the same secret's form is not this portal's", () => {
    const read = readKey(newKey("cong-so-mau", now, chance).key);
    if (!read) throw new Error("unread");
    expect(isValid(read, [record])).toBe(false);
  });

  it("two are valid at once; revoking twice keeps the first moment; an unknown one is not found", () => {
    const second = newKey("cong-so-tu-phap", now, chance).record;
    const third = newKey("cong-so-tu-phap", now, chance).record;
    const both = withKey([record], second);
    expect(() => withKey(both, third)).toThrow("too-many-keys");
    const revoked = withoutKey(both, record.keyId, now);
    expect(withoutKey(revoked, record.keyId, now + 1_000)).toEqual(revoked);
    expect(withKey(revoked, third)).toHaveLength(3);
    expect(() => withoutKey(both, "unknown0", now)).toThrow("not-found");
    const read = readKey(key);
    if (!read) throw new Error("unread");
    expect(isValid(read, revoked)).toBe(false);
  });
});
