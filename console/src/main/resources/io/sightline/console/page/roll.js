// Plays pieces of a recording one after the other.
import { cannotPlay, download, facts } from "./clip.js";
import { h, icon } from "./dom.js";
import { time } from "./words.js";

/** @param moved told the capture time that is shown, in milliseconds; null: nothing is played */
export function createRoll(moved) {
  const element = h("div", { class: "roll" });
  let piece = null;
  let now = null;
  let queue = [];

  function play(next, offset, all) {
    piece = next;
    queue = all;
    const video = h("video", { src: piece.url, controls: true, autoplay: true, playsinline: true, preload: "auto" });
    if (piece.width) video.style.aspectRatio = `${piece.width} / ${piece.height}`;
    const shown = h("span", { class: "roll-time" }, time(piece.start));
    const box = h("div", { class: "player" }, video,
      h("p", { class: "player-foot" },
        shown, h("span", { class: "roll-facts" }, facts({ stored: piece })),
        download({ stored: piece }, "Download"),
        h("button", { class: "button quiet-button", type: "button", onclick: close }, icon("close"), "Close")));
    element.replaceChildren(box);
    const at = () => +new Date(piece.start) + video.currentTime * 1000;
    video.addEventListener("loadedmetadata", () => { if (offset > 0) video.currentTime = offset; }, { once: true });
    video.addEventListener("timeupdate", () => {
      if (!box.isConnected || piece !== next) return;
      shown.replaceChildren(time(new Date(at()).toISOString()));
      tell(at());
    });
    video.addEventListener("ended", () => {
      const following = queue[queue.findIndex((one) => one.piece_id === next.piece_id) + 1];
      if (following && piece === next) play(following, 0, queue);
    });
    video.addEventListener("error", () => { if (piece === next) cannotPlay(box, { stored: piece }, close, "piece"); });
    tell(+new Date(piece.start));
  }

  function close() {
    element.querySelector("video")?.pause();
    element.replaceChildren();
    piece = null;
    tell(null);
  }

  function tell(at) {
    now = at;
    moved(at);
  }
  return { element, play, close, get piece() { return piece; }, get at() { return now; } };
}
