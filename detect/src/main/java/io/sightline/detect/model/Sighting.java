package io.sightline.detect.model;

/**
 * An object found in the whole frame or in a crop of it.
 *
 * @param found box in fractions of the frame
 * @param model which of several models found it, from 0
 * @param inCrop found in a crop
 * @param cut its box ends where the crop does and the frame goes on, so that it may be a part
 */
public record Sighting(Found found, int model, boolean inCrop, boolean cut) {
  float score() {
    return found.score();
  }
}
