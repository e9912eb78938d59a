/** The README inside an export, for whoever finds it in ten years, in both languages. */
import type { Manifest } from "./manifest.ts";

export function readmeText({ stage, copiedAt, finishedAt, files, version, objects }: Manifest): string {
  const rows = files.map(
    ({ file, rows: count, key, holds }) =>
      `| \`${file}\` | ${count} | ${key.map(({ name }) => `\`${name}\``).join(", ")} | ${holds.vi} | ${holds.en} |`,
  );
  return `# Dữ liệu xuất từ hệ thống đôn đốc hỏi đáp · Export of Dondoc

Môi trường (stage): ${stage} · ${copiedAt} – ${finishedAt} (UTC) · dondoc-export ${version}

**Có dữ liệu cá nhân.** Thư mục này có họ tên, thư điện tử, số điện thoại của tổ chức, cá nhân gửi câu hỏi và mã
tra cứu. Chỉ người có thẩm quyền được
giữ; mã hóa khi lưu trữ, chuyển giao; xóa khi hết mục đích.

**It holds personal data**: names, addresses and look-up keys of askers. Keep it encrypted, hand it to nobody without authority,
delete it when it has served its purpose.

| Tệp · File | Số dòng · Rows | Khóa · Key | Nội dung | Content |
|---|---|---|---|---|
${rows.join("\n")}
${objects ? objectsText(objects.rows) : withoutObjects}
## Định dạng

Mỗi tệp là JSON Lines: mỗi dòng là một bản ghi JSON, UTF-8, chỉ ký tự xuống dòng LF kết thúc dòng; các dòng xếp theo khóa. Chữ được giữ
nguyên từng byte như khi gửi. \`manifest.json\` ghi số dòng và SHA-256 của từng tệp. Giá trị mà JSON không có được viết bằng một đối
tượng có một tên:

| Viết là · Written as | Là · Is |
|---|---|
| \`{"$number":"123…"}\` | số mà phần mềm đọc JSON có thể làm tròn · a number whose digits a reader of JSON might round |
| \`{"$binary":"…"}\` | dữ liệu nhị phân, base64 · bytes, base64 |
| \`{"$strings":[…]}\`, \`{"$numbers":[…]}\`, \`{"$binaries":[…]}\` | tập hợp · sets |
| \`{"$map":{…}}\` | đối tượng có tên bắt đầu bằng \`$\` · an object that itself has a name beginning with \`$\` |

Thời điểm kết thúc bằng \`At\` là giờ UTC theo ISO 8601; ngày kết thúc bằng \`On\` là ngày theo giờ Việt Nam; \`expiresAt\` là số giây từ
1970-01-01. Không xuất: bản ghi hết hạn, trạng thái giữ thư, tác vụ kết xuất; số liệu vẽ bảng theo dõi gần nhất và
nội dung cần rà soát đã ghi nhận (hệ thống tự lập lại).

## Format

Each file is JSON Lines: one record of JSON on each line, UTF-8, a line ended by LF only; in the order of the key. Texts are byte for
byte as they were sent. \`manifest.json\` has the rows and the SHA-256 of each file. The table above shows how values are written that
JSON has no word for. Names ending in \`At\` are instants (UTC, ISO 8601), in \`On\` days in Viet Nam's time; \`expiresAt\` counts seconds
since 1970-01-01. Left out: expired records, the
stack's own brake on mail, jobs that made files; the facts that its dashboards were drawn from last and what it observed for the
integrity list (it makes both anew).

An item of \`questions\` is one part of a question (\`head\`: state and dates, \`text\`, \`draft#0001\`…, \`answer\`); \`events\` is its
history by \`subject\` and \`sequence\`. An item of \`reports\` whose \`id\` has a point is a part of an obligation (\`head\`, \`draft#0001\`…,
\`report#0001\`…, \`gathering#0001\`…, \`attachment#…\`). An item of \`scores\` whose \`id\` has a point is a part of the evaluation of one
portal in one period (\`head\`: state and result, \`sheet#0001\`…: what was judged, as a text of JSON); \`sets\` are the criteria sets, and
\`period#…\` the score periods with their decisions. Each of these agrees with its history. If the stack was in use, other files may be
some minutes apart: notices of the last minutes may be missing from \`notices\` while their events are there.

Read it back with \`npm run import -- --stage NAME --from DIR\`.
`;
}

function objectsText(count: number): string {
  return `
Tệp: ${count} tệp; dung lượng và SHA-256 ghi trong \`objects.jsonl\`. \`attachments/\`: tệp kèm theo báo cáo, theo nghĩa vụ báo cáo và mã của
tệp; tên gốc và loại tệp ghi trong \`reports.jsonl\`. \`scores/\`: kết quả đánh giá đã chốt của từng kỳ, nén gzip, mỗi dòng một bản ghi JSON,
dòng cuối là SHA-256 của các dòng trước; kỳ đánh giá trong \`scores.jsonl\` ghi mã băm này.

Files: ${count} files, their size and SHA-256 in \`objects.jsonl\`. Below \`attachments/\`: attachments of reports, by obligation and id; their
names and types stand in \`reports.jsonl\`. Below \`scores/\`: the frozen results of each period, gzip, lines of JSON, the last of which is the
SHA-256 of those before it; the score period in \`scores.jsonl\` names the same hash.
`;
}

const withoutObjects = `
Không có tệp kèm theo báo cáo và kết quả đánh giá đã chốt, chỉ có danh mục. The files of the bucket are not in it, only the items that
name them.
`;
