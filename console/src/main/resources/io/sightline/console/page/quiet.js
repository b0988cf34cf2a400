// Activities that nobody was told about, each with its reason.
import { h } from "./dom.js";
import { quietFeedback } from "./feedback.js";
import { clipActions, player } from "./clip.js";
import { between, capital, plural, span, time } from "./words.js";

export const REASONS = {
  "no-object": "nothing recognised",
  "not-confirmed": "not sure enough",
  rule: "kept quiet by a rule",
  cooldown: "soon after another alert",
  "loudness-only": "loud, no known sound",
  lost: "not seen to its end",
  "frames-missing": "pictures lost",
  "detection-failed": "pictures not examined",
  feedback: "people said it is none",
};

export function createRow(first) {
  let decision = first;
  const words = decision.words.replace(/: (suppressed|could not be judged)\.$/, ".");
  const body = h("div", { class: "row-body" });
  const feedback = quietFeedback((next) => { decision = next; });
  const element = h("details", { class: "row", data: { outcome: decision.outcome } },
    h("summary", {},
      h("span", { class: "row-time" }, time(decision.start)),
      h("span", { class: "row-camera" }, decision.camera_name),
      h("span", { class: "row-words" }, words),
      h("span", { class: "tag reason" }, REASONS[decision.reason] ?? decision.reason)),
    body);
  element.addEventListener("toggle", () =>
    body.replaceChildren(...(element.open ? [...evidence(decision, body), feedback.element] : [])));
  feedback.update(decision);
  return { element, update: (next) => { decision = next; feedback.update(next); }, get decision() { return decision; } };
}

function evidence(decision, body) {
  const facts = [
    ["Open", [time(decision.start), " – ", time(decision.end), `, ${between(decision.start, decision.end)}`]],
    [decision.kind === "sound" ? "Heard" : "Moving", span(decision.moving_s * 1000)],
    ["Pictures examined", plural(decision.frames, "picture") + (decision.failed_frames ? `, ${decision.failed_frames} failed` : "")],
    ["Best guess", decision.label ? `${decision.label}, ${decision.score.toFixed(2)}${decision.threshold ? ` (asked for: ${decision.threshold.toFixed(2)})` : ""}` : "none"],
    ["Rule", decision.rule ?? "none applied"],
    ...(decision.counted.length ? [["What people said", decision.counted.join(", ")]] : []),
    ["Model", decision.made_with.model || "not named"],
    ["Camera settings", `version ${decision.made_with.camera_version}`],
    ["Activity", decision.activity_id],
  ];
  const actions = h("div", { class: "card-clips" });
  const play = (clip) => {
    body.querySelector(".player")?.remove();
    const box = player(clip, decision, () => box.remove());
    body.prepend(box);
  };
  if (decision.clips.length) actions.append(...clipActions(decision.clips, play));
  return [h("dl", {}, facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))), actions];
}

/** One sentence on all that is listed. */
export function summary(decisions, more) {
  const counts = new Map();
  for (const { reason } of decisions) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${count} ${REASONS[reason] ?? reason}`);
  return h("p", { class: "summary" },
    h("strong", {}, `${capital(plural(decisions.length, "activity", "activities"))} without an alert`),
    more ? " listed so far: " : ": ", parts.join(", "), ".");
}
