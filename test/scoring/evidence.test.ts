import { describe, expect, it } from "vitest";
import { evidenceLink } from "../../shared/scoring/facts/evidence.ts";

describe("a link to evidence", () => {
  it.each([
    ["a page of a portal", "https://sotuphap.laocai.gov.vn/a?b=c#d", "https://sotuphap.laocai.gov.vn/a?b=c#d"],
    ["a scheme and a name in capitals", "HTTPS://LaoCai.GOV.vn", "https://laocai.gov.vn/"],
    ["the port that https has anyway", "https://laocai.gov.vn:443/x", "https://laocai.gov.vn/x"],
    ["a path in Vietnamese", "https://laocai.gov.vn/giới-thiệu", "https://laocai.gov.vn/gi%E1%BB%9Bi-thi%E1%BB%87u"],
    ["a name that only looks like another", "https://lаocai.vn/", "https://xn--locai-4ve.vn/"],
    ["a name in Vietnamese", "https://lào-cai.vn/", "https://xn--lo-cai-ita.vn/"],
    ["a name with the full stop of another script", "https://laocai。vn/", "https://laocai.vn/"],
    ["a name that ends as an inside one begins", "https://test.local-news.vn/", "https://test.local-news.vn/"],
  ])("may be %s, kept as a browser reads it", (_, sent, kept) => {
    expect(evidenceLink(sent)).toEqual({ link: kept });
  });

  it.each([
    ["plain http", "http://laocai.gov.vn/"],
    ["a file", "file:///C:/bao-cao.pdf"],
    ["a script", "javascript:alert(1)"],
    ["data in the link itself", "data:text/html,x"],
    ["mail", "mailto:a@laocai.gov.vn"],
  ])("is not %s", (_, sent) => {
    expect(evidenceLink(sent)).toEqual({ code: "evidence-not-https" });
  });

  it.each([
    ["an address of this machine", "https://127.0.0.1/"],
    ["it in one number", "https://2130706433/"],
    ["it in hexadecimal", "https://0x7f000001/"],
    ["it in octal", "https://0177.0.0.1/"],
    ["it with parts left out", "https://127.1/"],
    ["it in wide digits", "https://１２７.0.0.1/"],
    ["it with a dot behind", "https://127.0.0.1./"],
    ["a private address", "https://10.0.0.8/bao-cao"],
    ["the address of cloud metadata", "https://169.254.169.254/latest/meta-data"],
    ["a public address: evidence has a name", "https://1.1.1.1/"],
    ["this machine in IPv6", "https://[::1]/"],
    ["IPv4 inside IPv6", "https://[::ffff:127.0.0.1]/"],
    ["a name of one label", "https://intranet/"],
    ["a name of one label with a dot behind", "https://vanthu./"],
    ["localhost", "https://localhost/"],
    ["localhost in capitals with a dot", "https://LOCALHOST./"],
    ["localhost in circled letters", "https://ⓛocalhost/"],
    ["localhost in escapes", "https://%6cocalhost/"],
    ...[
      "localhost",
      "local",
      "internal",
      "intranet",
      "lan",
      "home",
      "corp",
      "test",
      "example",
      "invalid",
      "onion",
      "alt",
      "home.arpa",
      "1.0.0.127.in-addr.arpa",
    ].map((name) => [`a name under .${name}`, `https://so-tu-phap.${name}/`]),
    ["an inside name with a dot behind", "https://vanthu.local./"],
    ["an inside name with an account before it", "https://laocai.gov.vn@vanthu.local/"],
  ])("does not point inside: %s", (_, sent = "") => {
    expect(evidenceLink(sent)).toEqual({ code: "evidence-inside" });
  });

  it.each([
    ["nothing", ""],
    ["no scheme", "laocai.gov.vn/a"],
    ["the scheme of whoever reads", "//laocai.gov.vn"],
    ["no slashes", "https:laocai.gov.vn"],
    ["a third slash", "https:///laocai.gov.vn"],
    ["no name", "https://"],
    ["an account", "https://can-bo:mat-khau@laocai.gov.vn/"],
    ["a port of its own", "https://laocai.gov.vn:8443/"],
    ["a port that does not exist", "https://laocai.gov.vn:99999/"],
    ["a dot behind the name", "https://laocai.gov.vn./"],
    ["two dots", "https://laocai..vn/"],
    ["a number at the end of the name", "https://laocai.123/"],
    ["a hyphen at the end of a label", "https://laocai-.vn/"],
    ["a label of 64 letters", `https://${"a".repeat(64)}.vn/`],
    ["a name of 300 letters", `https://${"abcdefghi.".repeat(30)}vn/`],
    ["a backslash, which is a slash to some", "https://laocai.gov.vn\\@vanthu.vn/"],
    ["a tab inside the name, which a browser drops", "https://lao\tcai.gov.vn/"],
    ["a line break", "https://laocai.gov.vn/\nx"],
    ["a space before it", " https://laocai.gov.vn/"],
    ["a character that turns the text round", "https://laocai.gov.vn/\u202Efdp.exe"],
    ["a character that is not seen", "https://lao\u200Bcai.gov.vn/"],
    ["half a character", "https://laocai.gov.vn/\uD800"],
  ])("is malformed with %s", (_, sent) => {
    expect(evidenceLink(sent)).toEqual({ code: "evidence-malformed" });
  });

  it("has at most 500 characters", () => {
    const longest = `https://laocai.gov.vn/${"a".repeat(478)}`;
    expect(evidenceLink(longest)).toEqual({ link: longest });
    expect(evidenceLink(`${longest}a`)).toEqual({ code: "too-long" });
  });
});
