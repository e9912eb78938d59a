/** Refusals of scoring: of criteria sets, self-scores, reviews, reconsideration, decisions. A part of the one list of refusals.ts. */
export const scoringRefusals = {
  "own-portal": [
    403,
    "Người có vai trò tại cơ quan, đơn vị không thẩm định, không trả lời đề nghị của chính cơ quan, đơn vị đó.",
    "Nobody with a role at a body reviews it or answers its request.",
  ],
  "own-self-score": [
    403,
    "Người đã tham gia tự chấm điểm không thẩm định, không trả lời đề nghị về kết quả đó.",
    "Whoever took part in a self-score neither reviews it nor answers a request about it.",
  ],
  "own-review": [
    403,
    "Người đã thẩm định không trả lời đề nghị xem xét lại và không quyết định kết quả do mình thẩm định.",
    "Whoever reviewed a result neither answers the request to reconsider it nor decides it.",
  ],
  "reviewer-named": [
    403,
    "Cổng TTĐT này do người được chỉ định bằng văn bản thẩm định.",
    "A person named by a document reviews this portal.",
  ],
  "self-score-closed": [
    409,
    "Đã thẩm định hoặc đã công bố; không nhận thêm điểm tự chấm.",
    "It was reviewed or published; no self-score is taken any more.",
  ],
  "self-score-handed-in": [
    409,
    "Điểm tự chấm đã được gửi; chỉ lãnh đạo cơ quan, đơn vị được sửa.",
    "The self-score was handed in; only a leader of the body may still change it.",
  ],
  "self-score-awaited": [
    409,
    "Cơ quan, đơn vị chưa gửi điểm tự chấm và thời hạn chưa hết; chưa thể kết thúc thẩm định.",
    "The body has not handed in its self-score and still has time; the review cannot be completed yet.",
  ],
  "review-closed": [
    409,
    "Kết quả đã được công bố; không sửa điểm thẩm định.",
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
    "Bộ tiêu chí đã công bố thì không thay đổi; đề nghị nạp Bộ tiêu chí mới với mã khác.",
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
    "Còn Cổng TTĐT chưa được thẩm định; thẩm định, hoặc công bố với despite: true.",
    "Some portals are not reviewed yet; review them, or publish with despite: true.",
  ],
  "window-open": [
    409,
    "Chưa hết thời hạn đề nghị xem xét lại.",
    "The time for requests for reconsideration is not over yet.",
  ],
  "reconsiderations-unanswered": [
    409,
    "Còn đề nghị xem xét lại chưa được trả lời; trả lời, hoặc quyết định với despite: true.",
    "Some requests for reconsideration have no answer; answer them, or decide with despite: true.",
  ],
  "too-much-unknown": [
    409,
    "Hơn một nửa nội dung áp dụng chưa đo được; quyết định với despite: true nếu vẫn muốn.",
    "More than half of what applies was not measured; decide with despite: true if that is meant.",
  ],
  "self-score-incomplete": [
    422,
    "Còn tiêu chí chưa tự chấm; bổ sung, hoặc gửi với despite: true.",
    "Some criteria are not declared; declare them, or hand it in with despite: true.",
  ],
  "review-incomplete": [422, "Còn tiêu chí chưa được thẩm định.", "Some criteria are not decided yet."],
  "sheet-too-large": [
    422,
    "Phiếu chấm điểm quá lớn; đề nghị rút gọn ghi chú và đường dẫn.",
    "The score sheet is too large; shorten notes and links.",
  ],
} as const satisfies Record<string, readonly [status: number, detail: string, detailEn: string]>;
