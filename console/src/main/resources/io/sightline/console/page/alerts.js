// An alert as a card. A card stays the same element for its alert's whole life.
import { h, icon, svg } from "./dom.js";
import { alertFeedback } from "./feedback.js";
import { clipActions, keptUntil, player } from "./clip.js";
import { SUBJECTS, between, capital, relative, sureness, time } from "./words.js";

const SEVERITIES = { critical: "Critical", warning: "Warning", info: "For information" };

export function createCard(first) {
  let alert = first;
  let playing = null;
  let shownSnapshot = null;
  let shownClips = null;
  const picture = h("div", { class: "picture" });
  const text = h("div", { class: "card-text" });
  const clips = h("div", { class: "card-clips" });
  const feedback = alertFeedback((next) => update(next));
  const element = h("article", { class: "card", id: `alert-${alert.alert_id}`, tabindex: "-1" },
    picture, h("div", { class: "card-body" }, text, clips, feedback.element));

  const close = () => {
    playing = null;
    element.classList.remove("open");
    element.querySelector(".player")?.remove();
    picture.hidden = false;
    shownClips = null;
    update(alert);
    element.focus({ preventScroll: true });
  };
  const play = (clip) => {
    element.querySelector(".player")?.remove();
    playing = clip;
    element.classList.add("open");
    picture.hidden = true;
    const box = player(clip, { start: alert.start, end: alert.end }, close);
    element.prepend(box);
    element.scrollIntoView({ block: "nearest" });
  };
  const playFirst = () => {
    const clip = alert.clips.find((candidate) => candidate.stored?.playable);
    if (playing) close();
    else if (clip) play(clip);
  };

  function update(next) {
    alert = next;
    element.dataset.severity = alert.severity;
    element.dataset.subject = alert.subject;
    element.classList.toggle("ongoing", alert.state !== "closed");
    element.setAttribute("aria-label", alert.words);
    text.replaceChildren(...describe(alert));
    feedback.update(alert);
    const snapshot = JSON.stringify(alert.snapshot);
    if (snapshot !== shownSnapshot) {
      shownSnapshot = snapshot;
      picture.replaceChildren(...showPicture(alert, playFirst));
    }
    const clipText = JSON.stringify(alert.clips);
    if (clipText !== shownClips) {
      shownClips = clipText;
      clips.replaceChildren(...clipActions(alert.clips, play));
    }
  }

  update(alert);
  return { element, update, playFirst, get alert() { return alert; } };
}

function describe(alert) {
  const ongoing = alert.state !== "closed";
  return [
    h("p", { class: "tags" },
      h("span", { class: "tag subject" }, icon(alert.subject), SUBJECTS[alert.subject] ?? "Something"),
      h("span", { class: "tag severity" }, SEVERITIES[alert.severity] ?? capital(alert.severity)),
      ongoing && h("span", { class: "tag now" }, h("span", { class: "dot" }), "Happening now")),
    h("h3", {}, `${title(alert)} at ${alert.camera_name}`),
    h("p", { class: "when" },
      time(alert.start), h("span", { class: "soft" }, ongoing ? " until now" : " – "), ongoing ? null : time(alert.end),
      h("span", { class: "sep" }, "·"), between(alert.start, alert.end),
      h("span", { class: "sep" }, "·"), h("span", { class: "soft ago", data: { at: alert.start } }, relative(alert.start))),
    h("p", { class: "why soft" },
      meter(alert.confidence), capital(sureness(alert.confidence)),
      h("span", { class: "sep" }, "·"), `rule “${alert.rule}”`,
      keptUntil(alert.clips) && h("span", { class: "sep" }, "·"), keptUntil(alert.clips)),
  ];
}

const title = (alert) => capital(alert.label || SUBJECTS[alert.subject] || "Something");

function meter(score) {
  const bar = h("i");
  bar.style.width = `${Math.round(score * 100)}%`;
  return h("span", { class: "meter", "aria-hidden": "true" }, bar);
}

function showPicture(alert, onclick) {
  if (!alert.snapshot) return [placeholder(alert, "No picture")];
  const label = `Picture: ${title(alert)} at ${alert.camera_name}. Play the clip`;
  const image = h("img", { src: alert.snapshot.url, alt: label, loading: "lazy", decoding: "async" });
  const button = h("button", { class: "picture-button", type: "button", tabindex: "-1", "aria-hidden": "true", onclick }, image);
  image.addEventListener("error", () => button.replaceWith(placeholder(alert, "The picture is no longer stored")));
  image.addEventListener("load", () => {
    if (alert.snapshot.box) button.append(corners(image.naturalWidth, image.naturalHeight, alert.snapshot.box));
  });
  return [button];
}

const placeholder = (alert, words) => h("div", { class: "no-picture" }, icon(alert.subject), h("span", {}, words));

/** Four corners around what was found, drawn in the picture's own pixels. */
function corners(width, height, box) {
  const pad = 0.012 * width;
  const left = Math.max(2, box.left * width - pad);
  const top = Math.max(2, box.top * height - pad);
  const right = Math.min(width - 2, (box.left + box.width) * width + pad);
  const bottom = Math.min(height - 2, (box.top + box.height) * height + pad);
  const arm = Math.min(0.3 * (right - left), 0.3 * (bottom - top), 0.06 * width);
  const path = `M${left} ${top + arm}V${top}H${left + arm}M${right - arm} ${top}H${right}V${top + arm}`
    + `M${right} ${bottom - arm}V${bottom}H${right - arm}M${left + arm} ${bottom}H${left}V${bottom - arm}`;
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "corners", "aria-hidden": "true" },
    svg("path", { d: path, class: "under" }), svg("path", { d: path }));
}
