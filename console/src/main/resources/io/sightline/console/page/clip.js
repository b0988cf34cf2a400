// A clip in each of its states, and the player.
import { h, icon } from "./dom.js";
import { holdClip, release } from "./holds.js";
import { between, bytes, capital, dayText, span, utc } from "./words.js";

export const download = (clip, text) =>
  h("a", { class: "button quiet-button", href: `${clip.stored.url}?download`, download: true }, icon("download"), text);

/**
 * What can be done with the clips: a play button for each, or a word on why there is none.
 * @param play called with a clip that is to be played
 */
export function clipActions(clips, play) {
  if (clips.length === 0) return [h("p", { class: "clip-word" }, icon("clock"), "No clip yet.")];
  return clips.map((clip, index) => clipAction(clip, clips.length > 1 ? ` ${index + 1}` : "", play));
}

function clipAction(clip, number, play) {
  if (clip.state === "pending") {
    return h("p", { class: "clip-word pending" }, h("span", { class: "dot" }), `Clip${number} is being recorded`);
  }
  if (!clip.stored) return h("p", { class: "clip-word" }, icon("close"), `Clip${number}: ${clip.words}`);
  if (!clip.stored.playable) {
    return h("div", { class: "clip-word" }, h("span", {}, clip.words), download(clip, `Download clip${number}`));
  }
  return h("div", { class: "clip-buttons" },
    h("button", { class: "button play", type: "button", onclick: () => play(clip) },
      icon("play"), `Play clip${number}`, h("span", { class: "soft" }, between(clip.stored.start, clip.stored.end))),
    download(clip, bytes(clip.stored.bytes)), holding(clip));
}

/** Places a hold, or releases those there are; the page shows it when retention has answered. */
function holding(clip) {
  const { holds } = clip.stored;
  return h("button", {
    class: "button quiet-button", type: "button", title: holds.length ? `Held by ${holds.join(", ")}` : "Keep it past its deadline",
    onclick: () => (holds.length ? release(holds) : holdClip(clip.clip_id)),
  }, holds.length ? "Release hold" : "Hold");
}

/** "kept until Tue 22 Dec", or nothing while retention has not said so. */
export function keptUntil(clips) {
  if (clips.some((clip) => clip.stored?.holds.length)) return h("span", { title: "Nothing deletes it until it is released" }, "held");
  const deadlines = clips.map((clip) => clip.stored?.deadline).filter(Boolean).sort();
  return deadlines.length
    ? h("span", { title: `The first clip is deleted at ${utc(deadlines[0])}` }, `kept until ${dayText(deadlines[0])}`)
    : null;
}

/**
 * The player, with a strip that shows when in the clip the thing was seen.
 * @param seen start and end as ISO times
 */
export function player(clip, seen, close) {
  const video = h("video", { src: clip.stored.url, controls: true, autoplay: true, playsinline: true, preload: "auto" });
  // The shape is known before the first byte, so nothing jumps.
  if (clip.stored.width) video.style.aspectRatio = `${clip.stored.width} / ${clip.stored.height}`;
  const head = h("i", { class: "seen-head" });
  const part = h("i", { class: "seen-part" });
  const strip = h("div", { class: "seen", "aria-hidden": "true", title: "When it was seen. Click to go there." }, part, head);
  const box = h("div", { class: "player" }, video, strip,
    h("p", { class: "player-foot" },
      h("span", {}, facts(clip)),
      download(clip, "Download"),
      h("button", { class: "button quiet-button", type: "button", onclick: () => { video.pause(); close(); } }, icon("close"), "Close")));
  const length = () => (Number.isFinite(video.duration) && video.duration > 0 ? video.duration : seconds(clip.stored.start, clip.stored.end));
  const place = () => {
    const from = clamp(seconds(clip.stored.start, seen.start) / length());
    part.style.left = `${from * 100}%`;
    part.style.width = `${Math.max(0.01, clamp(seconds(clip.stored.start, seen.end) / length()) - from) * 100}%`;
  };
  place();
  video.addEventListener("loadedmetadata", place);
  video.addEventListener("timeupdate", () => { head.style.left = `${clamp(video.currentTime / length()) * 100}%`; });
  strip.addEventListener("click", (event) => {
    const edge = strip.getBoundingClientRect();
    video.currentTime = clamp((event.clientX - edge.left) / edge.width) * length();
  });
  video.addEventListener("error", () => cannotPlay(box, clip, close));
  return box;
}

export function cannotPlay(box, clip, close, what = "clip") {
  box.replaceChildren(h("div", { class: "cannot" },
    h("p", {}, `This browser cannot play the ${what} (${format(clip)}), or it has just been deleted. Download it and open it in a video player.`),
    download(clip, "Download"),
    h("button", { class: "button quiet-button", type: "button", onclick: close }, "Close")));
}

const format = ({ stored }) => [stored.video_codec, stored.audio_codec].filter(Boolean).join(" and ") + ` in ${stored.container}`;

export const facts = ({ stored }) =>
  [stored.width ? `${stored.width} × ${stored.height}` : "", capital(stored.video_codec), span(seconds(stored.start, stored.end) * 1000),
    stored.salvaged ? "saved after an interruption" : ""].filter(Boolean).join(" · ");

const seconds = (from, to) => (new Date(to) - new Date(from)) / 1000;

const clamp = (fraction) => Math.min(1, Math.max(0, fraction));
