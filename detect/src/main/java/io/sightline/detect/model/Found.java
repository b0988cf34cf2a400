package io.sightline.detect.model;

/**
 * An object found in a frame.
 *
 * @param label as the model names it
 * @param score 0..1
 * @param box fractions of the frame, within it
 */
public record Found(String label, float score, Rect box) {}
