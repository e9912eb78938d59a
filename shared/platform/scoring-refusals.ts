/** Refusals of scoring: of criteria sets, self-scores, reviews, reconsideration, decisions. A part of the one list of refusals.ts. */
export const scoringRefusals = {
  "own-portal": [
    403,
    "Người có vai trò tại cơ quan, đơn vị không thẩm định kết quả, không trả lời đề nghị xem xét lại của chính cơ quan, đơn vị đó.",
    "Nobody with a role at a body reviews it or answers its request.",
  ],
  "own-self-score": [
    403,
    "Người đã tham gia tự chấm điểm không thẩm định kết quả đó, không trả lời đề nghị xem xét lại kết quả đó.",
    "Whoever took part in a self-score neither reviews it nor answers a request about it.",
  ],
  "own-review": [
    403,
    "Người đã thẩm định kết quả không trả lời đề nghị xem xét lại, không quyết định kết quả đó.",
    "Whoever reviewed a result neither answers the request to reconsider it nor decides it.",
  ],
  "reviewer-named": [
    403,
    "Đã có văn bản chỉ định người thẩm định Cổng TTĐT này; chỉ người được chỉ định thẩm định.",
    "A document names who reviews this portal; nobody else does.",
  ],
  "self-score-closed": [
    409,
    "Kết quả đã được thẩm định hoặc công bố; không tiếp nhận thêm điểm tự chấm.",
    "It was reviewed or published; no self-score is taken any more.",
  ],
  "self-score-handed-in": [
    409,
    "Điểm tự chấm đã được gửi; chỉ lãnh đạo cơ quan, đơn vị được chỉnh sửa.",
    "The self-score was handed in; only a leader of the body may still change it.",
  ],
  "self-score-awaited": [
    409,
    "Cơ quan, đơn vị chưa gửi điểm tự chấm và thời hạn chưa hết; chưa thể kết thúc thẩm định.",
    "The body has not handed in its self-score and still has time; the review cannot be completed yet.",
  ],
  "review-closed": [
    409,
    "Kết quả đã được công bố; không chỉnh sửa điểm thẩm định.",
    "The results were published; the review can no longer be changed.",
  ],
  "not-yet-published": [
    409,
    "Kết quả dự kiến chưa được công bố.",
    "The provisional results have not been published yet.",
  ],
  "window-closed": [409, "Đã hết thời hạn đề nghị xem xét lại.", "The time for requests for reconsideration is over."],
  "already-asked": [
    409,
    "Đã có đề nghị xem xét lại đối với kết quả này.",
    "Reconsideration of this result has been asked for already.",
  ],
  "not-asked": [409, "Chưa có đề nghị xem xét lại.", "No reconsideration was asked for."],
  "answer-closed": [
    409,
    "Kết quả đã hoặc đang được quyết định; không trả lời đề nghị xem xét lại.",
    "The results are decided, or about to be; requests are no longer answered.",
  ],
  "already-answered": [409, "Đề nghị xem xét lại đã được trả lời.", "The request has been answered already."],
  "set-published": [
    409,
    "Bộ tiêu chí đã công bố không được thay đổi; đề nghị nạp Bộ tiêu chí mới với mã khác.",
    "A published criteria set never changes; load another one under an id of its own.",
  ],
  "period-not-decided": [
    409,
    "Kỳ này chưa có kết quả được quyết định.",
    "The results of this period have not been decided.",
  ],
  "nothing-decided": [
    409,
    "Chưa có kỳ nào có kết quả được quyết định để chạy thử.",
    "No period has been decided yet: there is nothing to try the set on.",
  ],
  "trial-missing": [
    409,
    "Nội dung này chưa được chạy thử trên kỳ đã có kết quả; đề nghị chạy thử trước khi công bố.",
    "Exactly this content has not been tried on a decided period; try it before it is published.",
  ],
  "evaluations-unreviewed": [
    409,
    "Còn Cổng TTĐT chưa được thẩm định; đề nghị thẩm định, hoặc công bố kèm despite: true.",
    "Some portals are not reviewed yet; review them, or publish with despite: true.",
  ],
  "window-open": [
    409,
    "Chưa hết thời hạn đề nghị xem xét lại.",
    "The time for requests for reconsideration is not over yet.",
  ],
  "reconsiderations-unanswered": [
    409,
    "Còn đề nghị xem xét lại chưa được trả lời; đề nghị trả lời, hoặc quyết định kèm despite: true.",
    "Some requests for reconsideration have no answer; answer them, or decide with despite: true.",
  ],
  "too-much-unknown": [
    409,
    "Hơn một nửa điểm tối đa áp dụng chưa đo được; trường hợp vẫn quyết định, đề nghị gửi kèm despite: true.",
    "More than half of what applies was not measured; decide with despite: true if that is meant.",
  ],
  "self-score-incomplete": [
    422,
    "Còn tiêu chí chưa được tự chấm điểm; đề nghị bổ sung, hoặc gửi kèm despite: true.",
    "Some criteria are not declared; declare them, or hand it in with despite: true.",
  ],
  "review-incomplete": [422, "Còn tiêu chí chưa được thẩm định.", "Some criteria are not decided yet."],
  "sheet-too-large": [
    422,
    "Phiếu chấm điểm quá lớn; đề nghị rút gọn ghi chú và đường dẫn.",
    "The score sheet is too large; shorten notes and links.",
  ],
} as const satisfies Record<string, readonly [status: number, detail: string, detailEn: string]>;
