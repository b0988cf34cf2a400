package io.sightline.ingest.sound;

/**
 * A kind of sound, and how sure that is.
 *
 * @param label see {@link SoundNames}
 * @param score 0..1
 */
public record Heard(String label, float score) {}
