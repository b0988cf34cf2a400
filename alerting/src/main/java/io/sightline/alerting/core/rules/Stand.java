package io.sightline.alerting.core.rules;

/**
 * How an object stands in the picture.
 *
 * @param height of its box, share of the frame's
 */
public record Stand(double height, Presence presence) {}
