/** The communes under the districts, all made up: 152, of which 130 run a portal handed over to them in 2022 or 2023. */
import { type Day, dayNumberOf, dayOf, weekdayOf } from "../../../shared/calendar/province-time.ts";
import { type Body, mark } from "./body.ts";
import { type District, districts } from "./districts.ts";
import { type Seeded, seeded } from "./seeded.ts";

const portals = 130;
/** With three bodies of the province: 63 portals more than at the end of 2022. */
const portalsOf2023 = 60;
const withQuestionsPerDistrict = 4;

const forms = {
  wards: { id: "phuong", form: "phường" },
  towns: { id: "thi-tran", form: "thị trấn" },
  rural: { id: "xa", form: "xã" },
} as const;
type Form = keyof typeof forms;

/** A commune before the draw decides what it has. */
interface Commune {
  readonly district: District;
  readonly form: Form;
}

function formsOf({ wards, towns, rural }: District): Form[] {
  const many = (form: Form, count: number) => Array.from({ length: count }, () => form);
  return [...many("wards", wards), ...many("towns", towns), ...many("rural", rural)];
}

/** The communes, numbered through the whole province. */
export function communes(): Body[] {
  const draw = seeded(6821);
  const all = districts.flatMap((district) => formsOf(district).map((form): Commune => ({ district, form })));
  const running = draw.shuffled(all).slice(0, portals);
  const year = new Map(running.map((commune, index) => [commune, index < portalsOf2023 ? 2023 : 2022]));
  const asking = new Set(
    districts.flatMap((district) =>
      running.filter((one) => one.district === district).slice(0, withQuestionsPerDistrict),
    ),
  );
  return all.map((commune, index) =>
    bodyOf(commune, index + 1, handoverDay(year.get(commune), draw), asking.has(commune)),
  );
}

function bodyOf(
  { district, form }: Commune,
  count: number,
  handedOverOn: Day | undefined,
  takesQuestions: boolean,
): Body {
  const number = String(count).padStart(3, "0");
  const name = `${forms[form].form} Mẫu ${number}`;
  return {
    id: `${forms[form].id}-mau-${number}`,
    kind: "people-committee",
    level: "commune",
    name: `Ủy ban nhân dân ${name} (${district.place}, ${mark})`,
    shortName: `UBND ${name}`,
    aliases: [`${name.charAt(0).toUpperCase()}${name.slice(1)}, ${district.place}`],
    leaderTitle: `Chủ tịch UBND ${forms[form].form}`,
    reportsTo: district.body.id,
    governedBy: district.body.id,
    participations:
      handedOverOn === undefined ? [] : [...(takesQuestions ? (["questions"] as const) : []), "online-services"],
    ...(handedOverOn !== undefined && { portalFrom: handedOverOn, handedOverOn }),
    isSynthetic: true,
  };
}

/** A weekday between 10 January and 15 December. */
function handoverDay(year: number | undefined, draw: Seeded): Day | undefined {
  if (year === undefined) return undefined;
  const first = dayNumberOf(`${year}-01-10`);
  const drawn = first + draw.below(dayNumberOf(`${year}-12-13`) - first);
  const weekday = weekdayOf(drawn);
  return dayOf(weekday > 5 ? drawn + 8 - weekday : drawn);
}
