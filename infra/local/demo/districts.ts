/** The nine district-level units: six that letter 6821/UBND-BBT names, three made up. */
import { type Body, mark, root, since } from "./body.ts";

/** A district with its communes by form, as many as they are. */
export interface District {
  readonly body: Body;
  /** As it stands in the names of its communes: "huyện Văn Bàn". */
  readonly place: string;
  readonly wards: number;
  readonly towns: number;
  readonly rural: number;
}

type Communes = Pick<District, "wards" | "towns" | "rural">;

function district(
  id: string,
  place: string,
  form: string,
  communes: Communes,
  real?: { readonly officialCode: string },
): District {
  const body: Body = {
    id,
    kind: "people-committee",
    level: "district",
    name: real ? `Ủy ban nhân dân ${place}` : `Ủy ban nhân dân ${place} (${mark})`,
    shortName: `UBND ${place}`,
    aliases: [place.charAt(0).toUpperCase() + place.slice(1)],
    ...real,
    leaderTitle: `Chủ tịch UBND ${form}`,
    reportsTo: root,
    participations: ["questions", "questions-evaluation", "online-services"],
    portalFrom: since,
    isSynthetic: real === undefined,
  };
  return { body, place, ...communes };
}

/** Official codes: the administrative units' codes in force until 30/06/2025. The numbers of communes are made up. */
export const districts: readonly District[] = [
  district("thi-xa-sa-pa", "thị xã Sa Pa", "thị xã", { wards: 6, towns: 0, rural: 10 }, { officialCode: "088" }),
  district("huyen-van-ban", "huyện Văn Bàn", "huyện", { wards: 0, towns: 1, rural: 21 }, { officialCode: "089" }),
  district("huyen-bac-ha", "huyện Bắc Hà", "huyện", { wards: 0, towns: 1, rural: 18 }, { officialCode: "085" }),
  district("huyen-bat-xat", "huyện Bát Xát", "huyện", { wards: 0, towns: 1, rural: 20 }, { officialCode: "082" }),
  district("huyen-si-ma-cai", "huyện Si Ma Cai", "huyện", { wards: 0, towns: 1, rural: 9 }, { officialCode: "084" }),
  district("huyen-bao-thang", "huyện Bảo Thắng", "huyện", { wards: 0, towns: 2, rural: 12 }, { officialCode: "086" }),
  district("huyen-mau-07", "huyện Mẫu 07", "huyện", { wards: 0, towns: 1, rural: 16 }),
  district("huyen-mau-08", "huyện Mẫu 08", "huyện", { wards: 0, towns: 1, rural: 15 }),
  district("thanh-pho-mau-09", "thành phố Mẫu 09", "thành phố", { wards: 10, towns: 0, rural: 7 }),
];
