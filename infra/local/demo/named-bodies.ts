/**
 * The bodies that letter 6821/UBND-BBT of 31/12/2023 names, under their real names (its scanning errors mended).
 * Only the names are real: addresses, officers and what a body takes part in are made up.
 */
import type { Participation } from "../../../shared/units/unit.ts";
import { type Body, root, since } from "./body.ts";

const questions: readonly Participation[] = ["questions"];
const evaluated: readonly Participation[] = ["questions", "questions-evaluation"];
const served: readonly Participation[] = ["questions", "questions-evaluation", "online-services"];

type Named = Omit<Body, "level" | "participations" | "isSynthetic" | "shortName"> &
  Partial<Pick<Body, "participations" | "shortName">>;

/** A body of the province that reports to its People's Committee and has had its portal from the beginning. */
function direct(named: Named): Body {
  return {
    shortName: named.name,
    level: "province",
    reportsTo: root,
    portalFrom: since,
    participations: questions,
    isSynthetic: false,
    ...named,
  };
}

/** The People's Committee: its provincial portal is run by its Office, it has no component portal. */
export const peopleCommittee: Body = {
  id: root,
  kind: "people-committee",
  level: "province",
  name: "Ủy ban nhân dân tỉnh Lào Cai",
  shortName: "UBND tỉnh Lào Cai",
  aliases: ["UBND tỉnh", "Ủy ban nhân dân tỉnh"],
  officialCode: "10",
  leaderTitle: "Chủ tịch UBND tỉnh",
  participations: [],
  isSynthetic: false,
};

/** It governs the Party's bodies and stands beside the tree: nobody here urges it. */
export const partyCommittee: Body = {
  id: "tinh-uy",
  kind: "party",
  level: "province",
  name: "Tỉnh ủy Lào Cai",
  shortName: "Tỉnh ủy Lào Cai",
  leaderTitle: "Bí thư Tỉnh ủy",
  participations: [],
  isSynthetic: false,
};

/** The bodies of the province that the letter names. */
export const namedBodies: readonly Body[] = [
  direct({
    id: "van-phong-ubnd-tinh",
    kind: "department",
    name: "Văn phòng Ủy ban nhân dân tỉnh Lào Cai",
    shortName: "Văn phòng UBND tỉnh",
    aliases: ["Văn phòng UBND tỉnh"],
    leaderTitle: "Chánh Văn phòng",
  }),
  direct({
    id: "so-tu-phap",
    kind: "department",
    name: "Sở Tư pháp",
    leaderTitle: "Giám đốc",
    participations: served,
  }),
  direct({
    id: "so-tai-nguyen-va-moi-truong",
    kind: "department",
    name: "Sở Tài nguyên và Môi trường",
    aliases: ["Sở TN&MT"],
    leaderTitle: "Giám đốc",
    participations: served,
  }),
  direct({
    id: "van-phong-tinh-uy",
    kind: "party",
    name: "Văn phòng Tỉnh ủy",
    governedBy: partyCommittee.id,
    leaderTitle: "Chánh Văn phòng",
  }),
  direct({
    id: "uy-ban-mttq-viet-nam-tinh",
    kind: "front",
    name: "Ủy ban MTTQ Việt Nam tỉnh",
    aliases: ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"],
    leaderTitle: "Chủ tịch",
    participations: evaluated,
  }),
  direct({
    id: "lien-doan-lao-dong-tinh",
    kind: "mass-organisation",
    name: "Liên đoàn Lao động tỉnh",
    leaderTitle: "Chủ tịch",
    participations: evaluated,
  }),
  direct({
    id: "cong-doan-vien-chuc-tinh",
    kind: "mass-organisation",
    name: "Công đoàn viên chức tỉnh",
    leaderTitle: "Chủ tịch",
  }),
  direct({
    id: "hoi-khuyen-hoc-tinh",
    kind: "mass-organisation",
    name: "Hội Khuyến học tỉnh",
    leaderTitle: "Chủ tịch",
  }),
  direct({
    id: "kho-bac-nha-nuoc-tinh",
    kind: "central-body",
    name: "Kho bạc Nhà nước tỉnh",
    aliases: ["Kho bạc Nhà nước Lào Cai"],
    leaderTitle: "Giám đốc",
    participations: evaluated,
  }),
  direct({
    id: "trung-tam-dich-vu-dau-gia-tai-san-tinh",
    kind: "public-service-unit",
    name: "Trung tâm Dịch vụ Đấu giá tài sản tỉnh",
    aliases: ["Trung tâm Dịch vụ bán đấu giá tài sản tỉnh Lào Cai"],
    governedBy: "so-tu-phap",
    leaderTitle: "Giám đốc",
  }),
  direct({
    id: "ban-quan-ly-du-an-vilg",
    kind: "public-service-unit",
    name: "Ban Quản lý dự án VILG Lào Cai",
    governedBy: "so-tai-nguyen-va-moi-truong",
    leaderTitle: "Giám đốc",
  }),
  direct({
    id: "quy-bao-ve-phat-trien-rung-tinh",
    kind: "state-fund",
    name: "Quỹ Bảo vệ phát triển rừng tỉnh",
    leaderTitle: "Giám đốc",
  }),
  direct({
    id: "quy-bao-ve-moi-truong-tinh",
    kind: "state-fund",
    name: "Quỹ Bảo vệ môi trường tỉnh",
    leaderTitle: "Giám đốc",
  }),
];
