package io.sightline.standalone.prove;

import java.time.Instant;

/**
 * Something that happened, for people.
 *
 * @param at when it was published
 * @param place where it is on record
 */
public record Line(Instant at, String what, String place) {}
