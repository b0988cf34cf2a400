package io.sightline.detect.model;

/**
 * A box that a model proposes, before the weaker ones of several around one object are removed.
 *
 * @param label index into the model's labels
 * @param score 0..1
 * @param box pixels of the model's input
 */
public record Candidate(int label, float score, Rect box) {}
